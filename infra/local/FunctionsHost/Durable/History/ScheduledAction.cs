using System.Text.Json.Serialization;

namespace FunctionsHost.Durable.History;

/// <summary>What an orchestrator asked for. Two actions are the same when kind, number, name and input are.</summary>
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(ChildScheduled), "child")]
[JsonDerivedType(typeof(TimerScheduled), "timer")]
[JsonDerivedType(typeof(EventSent), "event")]
internal abstract record ScheduledAction(int Id)
{
    /// <summary>For the message that shows two actions side by side, with all of the input.</summary>
    public abstract string Describe();

    protected static string Shown(string? json) => json ?? "no input";
}

internal sealed record ActivityScheduled(int Id, string Name, string? Input) : ScheduledAction(Id)
{
    public override string Describe() => $"activity {Name}({Shown(Input)})";
}

internal sealed record ChildScheduled(int Id, string Name, string InstanceId, string? Input, IReadOnlyDictionary<string, string>? Tags) : ScheduledAction(Id)
{
    public bool Equals(ChildScheduled? other) =>
        other is not null && (Id, Name, InstanceId, Input) == (other.Id, other.Name, other.InstanceId, other.Input);

    public override int GetHashCode() => HashCode.Combine(Id, Name, InstanceId, Input);

    public override string Describe() => $"sub-orchestration {Name}({Shown(Input)}) as {InstanceId}";
}

internal sealed record TimerScheduled(int Id, DateTime FireAt) : ScheduledAction(Id)
{
    public override string Describe() => $"timer until {FireAt:O}";
}

internal sealed record EventSent(int Id, string InstanceId, string Name, string? Payload) : ScheduledAction(Id)
{
    public override string Describe() => $"event {Name}({Shown(Payload)}) to {InstanceId}";
}

using System.Text.Json.Serialization;

namespace FunctionsHost.Durable.History;

/// <summary>What the history of an instance is made of: arrivals, and steps that took arrivals and scheduled work.</summary>
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(WorkDone), "done")]
[JsonDerivedType(typeof(WorkFailed), "failed")]
[JsonDerivedType(typeof(TimerFired), "fired")]
[JsonDerivedType(typeof(EventRaised), "raised")]
[JsonDerivedType(typeof(Step), "step")]
internal abstract record Entry;

internal abstract record Arrival : Entry;

internal sealed record Started : Arrival;

/// <summary>An activity or a sub-orchestration ended well.</summary>
internal sealed record WorkDone(int Id, string? Result) : Arrival;

/// <summary>An activity or a sub-orchestration failed; no failure is known where the sub-orchestrator does not exist.</summary>
internal sealed record WorkFailed(int Id, Failure? Failure) : Arrival;

internal sealed record TimerFired(int Id) : Arrival;

/// <summary>An external event.</summary>
/// <param name="Name">Case does not matter.</param>
/// <param name="Payload">JSON, or null.</param>
/// <param name="Source">The sending action where an orchestrator sent it: such an event is taken once, however often it comes.</param>
internal sealed record EventRaised(string Name, string? Payload, string? Source = null) : Arrival;

/// <summary>One run of the orchestrator over what had arrived.</summary>
/// <param name="At">The orchestrator's clock.</param>
/// <param name="Taken">How many of the waiting arrivals it took.</param>
/// <param name="Actions">What it scheduled, in order.</param>
/// <param name="Cancelled">Timers that it cancelled.</param>
internal sealed record Step(DateTime At, int Taken, IReadOnlyList<ScheduledAction> Actions, IReadOnlyList<int> Cancelled) : Entry;

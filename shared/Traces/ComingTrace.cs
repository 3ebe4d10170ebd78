namespace Krypton.Traces;

/// <summary>The place of a trace whose action is under way (<see cref="TraceWriter.Announce"/>): its id, and the instant at which the action began.</summary>
public sealed class ComingTrace
{
    internal ComingTrace(TraceId id, DateTimeOffset at, Task announced) => (Id, At, Announced) = (id, at, announced);

    internal TraceId Id { get; }

    internal DateTimeOffset At { get; }

    internal Task Announced { get; }
}

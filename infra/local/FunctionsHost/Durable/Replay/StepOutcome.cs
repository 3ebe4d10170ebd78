using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Replay;

/// <summary>What one run of an orchestrator gave.</summary>
internal sealed record StepOutcome(Step Step, string? CustomStatus, Completion? Completion)
{
    /// <summary>Why nothing can wake the orchestrator any more, though it has not ended; null where that is not so.</summary>
    public string? Stuck { get; init; }
}

internal abstract record Completion
{
    public sealed record Completed(string? Output) : Completion;

    /// <summary>The output is what the caller sees.</summary>
    public sealed record Failed(string Output, Failure? Failure) : Completion;

    /// <summary>A new generation; of the events that no wait took, those kept come with it.</summary>
    public sealed record Continued(string? Input, bool KeepsEvents, IReadOnlyList<EventRaised> Kept) : Completion;
}

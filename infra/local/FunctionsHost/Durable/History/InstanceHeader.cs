using System.Collections.Immutable;
using Microsoft.DurableTask.Client;

namespace FunctionsHost.Durable.History;

/// <summary>What is known of an instance without its history and payloads.</summary>
internal sealed record InstanceHeader
{
    public required string Id { get; init; }

    /// <summary>As the caller wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>New with each start and each ContinueAsNew; an answer for an older execution means nothing.</summary>
    public required string Execution { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public ParentLink? Parent { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>JSON; null until the orchestrator has run once.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>Why it is suspended; shown as its output meanwhile.</summary>
    public string? Reason { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>Events to other instances that may not have got there.</summary>
    public IReadOnlyList<OutgoingEvent> Outbox { get; init; } = [];

    /// <summary>How many batches of history are valid.</summary>
    public int Batches { get; init; }

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Whether a host that starts must take it up again.</summary>
    public bool IsOpen => !HasEnded || Outbox.Count > 0;
}

/// <summary>The task of another instance that waits for this one.</summary>
internal sealed record ParentLink(string Name, string InstanceId, string Execution, int TaskId);

internal sealed record OutgoingEvent(string Source, string InstanceId, string Name, string? Payload);

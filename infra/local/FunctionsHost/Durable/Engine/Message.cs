using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Engine;

/// <summary>What an instance is told or asked.</summary>
internal abstract record Message;

/// <summary>Begin, by a client or (where the header has a parent) as a sub-orchestration.</summary>
internal sealed record StartInstance(InstanceHeader Header, string? Input, IReadOnlyList<string>? Dedupe = null) : Message;

/// <summary>Something arrived, for the given execution only; null: for whichever runs.</summary>
internal sealed record Arrive(string? Execution, Arrival Arrival) : Message;

/// <summary>Run if there is something to run for; after a restart also send out again what may be lost.</summary>
internal sealed record Wake(bool Recover = false) : Message;

internal sealed record Terminate(string? Output) : Message;

internal sealed record Suspend(string? Reason) : Message;

internal sealed record Resume : Message;

/// <summary>Answered with the number of instances purged, 0 or 1.</summary>
internal sealed record Purge : Message;

/// <summary>Events of the outbox that got to their receivers.</summary>
internal sealed record Delivered(IReadOnlyList<OutgoingEvent> Events) : Message;

/// <summary>The orchestrator did what it must not do.</summary>
internal sealed record Reject(string Execution, string Reason) : Message;

/// <summary>A message with its answer; who tells, and does not ask, has no answer to wait for.</summary>
internal sealed record Letter(Message Message, TaskCompletionSource<object?>? Answer);

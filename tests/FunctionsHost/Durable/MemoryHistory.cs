using DurableTask.Core;
using FunctionsHost.Durable.Hub;

namespace FunctionsHost.Durable;

/// <summary>
/// Durable state that lives as long as this object. Give the same one to a second host, and it takes up what the
/// first left, as a new process would from storage.
/// </summary>
public sealed class MemoryHistory
{
    /// <summary>Held by whoever reads or writes what is below.</summary>
    internal Lock Gate { get; } = new();

    internal SortedDictionary<string, Instance> Instances { get; } = new(StringComparer.Ordinal);

    /// <summary>Scheduled, and their results not given yet.</summary>
    internal HashSet<TaskMessage> Activities { get; } = [];

    /// <summary>Messages that wait for their time: timers, and starts.</summary>
    internal HashSet<TaskMessage> Later { get; } = [];
}

using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Storage;

/// <summary>Where instances and their histories are kept. One host at a time writes to it.</summary>
internal interface IInstanceStore
{
    Task OpenAsync(CancellationToken cancellation);

    Task<InstanceRecord?> ReadAsync(string id, CancellationToken cancellation);

    /// <summary>The batches of the header's execution, in order.</summary>
    Task<IReadOnlyList<string>> ReadHistoryAsync(InstanceHeader header, CancellationToken cancellation);

    /// <summary>All of it or nothing.</summary>
    Task CommitAsync(Commit commit, CancellationToken cancellation);

    Task DeleteAsync(string id, CancellationToken cancellation);

    /// <summary>Instances ordered by id.</summary>
    IAsyncEnumerable<InstanceRecord> ListAsync(InstanceFilter filter, CancellationToken cancellation);
}

internal sealed record InstanceRecord(InstanceHeader Header, string? Input, string? Output);

/// <summary>What changes an instance.</summary>
/// <param name="Header">As it is after.</param>
/// <param name="Batch">History to append; null where only the header changes.</param>
/// <param name="Output">The output, where the instance ends.</param>
/// <param name="Begins">Set where a new execution begins: older history and output are void.</param>
/// <param name="IsPlain">Whether it is a short batch that leaves state, output and outbox as they are: most steps are.</param>
internal sealed record Commit(InstanceHeader Header, string? Batch = null, string? Output = null, NewExecution? Begins = null, bool IsPlain = false);

/// <param name="Input">JSON, or null.</param>
/// <param name="Replaces">Whether an older execution is there, whose rows can go.</param>
internal sealed record NewExecution(string? Input, bool Replaces = false);

/// <summary>Which instances to list; null means all.</summary>
internal sealed record InstanceFilter(string? Prefix = null, string? After = null, bool OpenOnly = false, Func<InstanceHeader, bool>? Matches = null);

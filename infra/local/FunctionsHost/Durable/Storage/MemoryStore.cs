using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Storage;

/// <summary>Keeps JSON, as a table would: what does not survive being written shows in memory too.</summary>
internal sealed class MemoryStore : IInstanceStore
{
    private readonly ConcurrentDictionary<string, Kept> instances = new(StringComparer.Ordinal);

    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<InstanceRecord?> ReadAsync(string id, CancellationToken cancellation) => Task.FromResult(instances.GetValueOrDefault(id)?.Read());

    public Task<IReadOnlyList<string>> ReadHistoryAsync(InstanceHeader header, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>(instances.TryGetValue(header.Id, out Kept? kept) ? kept.Batches : []);

    public Task CommitAsync(Commit commit, CancellationToken cancellation)
    {
        Kept? before = instances.GetValueOrDefault(commit.Header.Id);
        string? input = commit.Begins is { } begins ? begins.Input : before?.Input;
        string? output = commit.Output ?? (commit.Begins is null ? before?.Output : null);
        List<string> batches = commit.Begins is null && before is not null ? before.Batches : [];
        if (commit.Batch is { } batch)
        {
            batches.Add(batch);
        }

        instances[commit.Header.Id] = new Kept(HistoryJson.Write(commit.Header), input, output, batches);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string id, CancellationToken cancellation)
    {
        instances.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<InstanceRecord> ListAsync(InstanceFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (InstanceRecord record in instances.Values.Select(k => k.Read()).OrderBy(r => r.Header.Id, StringComparer.Ordinal))
        {
            InstanceHeader header = record.Header;
            if (header.Id.StartsWith(filter.Prefix ?? "", StringComparison.Ordinal)
                && (filter.After is null || string.CompareOrdinal(header.Id, filter.After) > 0)
                && (!filter.OpenOnly || header.IsOpen)
                && filter.Matches?.Invoke(header) != false)
            {
                yield return record;
            }
        }
    }

    private sealed record Kept(string Header, string? Input, string? Output, List<string> Batches)
    {
        public InstanceRecord Read() => new(HistoryJson.Read<InstanceHeader>(Header), Input, Output);
    }
}

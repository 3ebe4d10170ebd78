namespace Krypton.Traces;

/// <summary>
/// Collects what many callers want to write to the same partition at the same time and writes it together, one write a partition at once: the callers of one
/// process share a transaction instead of fighting for the partition's head. A lone caller is written at once.
/// </summary>
/// <param name="largest">The most that goes into one write.</param>
/// <param name="commit">Writes a group and gives a result for each of its items, in order.</param>
/// <param name="pause">Between two writes of a partition, so that more come together. Default none.</param>
internal sealed class GroupCommit<TItem, TResult>(int largest, Func<string, IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> commit, TimeSpan pause = default)
{
    private readonly Dictionary<string, Queue<Waiting>> partitions = new(StringComparer.Ordinal);

    public Task<TResult> AddAsync(string partition, TItem item)
    {
        var waiting = new Waiting(item, new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (partitions)
        {
            if (partitions.TryGetValue(partition, out var queue))
            {
                queue.Enqueue(waiting);
                return waiting.Done.Task;
            }

            partitions[partition] = new Queue<Waiting>([waiting]);
        }

        _ = DrainAsync(partition);
        return waiting.Done.Task;
    }

    private async Task DrainAsync(string partition)
    {
        while (TakeGroup(partition) is { Count: > 0 } group)
        {
            var write = WriteAsync(partition, group.ConvertAll(w => w.Item));
            await ((Task)write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var results = write.IsCompletedSuccessfully ? await write : null;
            for (var i = 0; i < group.Count; i++)
            {
                _ = results is not null
                    ? group[i].Done.TrySetResult(results[i])
                    : group[i].Done.TrySetException(write.Exception?.InnerExceptions ?? [new OperationCanceledException()]);
            }

            await Task.Delay(pause);
        }
    }

    /// <summary>Every failure of the write is one of its task.</summary>
    private async Task<IReadOnlyList<TResult>> WriteAsync(string partition, List<TItem> items) => await commit(partition, items);

    /// <summary>The next group; with the last one gone the partition is given free under the same lock, so that no item is left behind.</summary>
    private List<Waiting> TakeGroup(string partition)
    {
        lock (partitions)
        {
            var queue = partitions[partition];
            var group = new List<Waiting>();
            while (group.Count < largest && queue.TryDequeue(out var next))
            {
                group.Add(next);
            }

            if (group.Count == 0)
            {
                partitions.Remove(partition);
            }

            return group;
        }
    }

    private sealed record Waiting(TItem Item, TaskCompletionSource<TResult> Done);
}

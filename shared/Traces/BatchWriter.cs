namespace KryptonFunctions.Traces;

/// <summary>
/// Writes at once, and gathers only while a write of the same partition is under way: what came meanwhile shares the
/// next write. So one caller never waits for others, and many do not fight for a partition.
/// </summary>
/// <param name="maxBatch">The most that goes into one write.</param>
/// <param name="writeBatch">Writes items of a partition and gives a result for each, in order.</param>
/// <param name="othersGoFirst">While this is true a write waits, a second at most, unless it is full: for what nobody
/// waits for. It leaves the processor to those who wait, and is cheaper together.</param>
internal sealed class BatchWriter<TItem, TResult>(
    int maxBatch,
    Func<string, IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> writeBatch,
    Func<bool>? othersGoFirst = null
)
{
    private const int MaxLooks = 40;
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>The partitions that are being written, with what waits for the next write.</summary>
    private readonly Dictionary<string, Queue<Waiting>> busy = new(StringComparer.Ordinal);

    /// <summary>The item's result; fails as the write of its batch fails.</summary>
    public async Task<TResult> AddAsync(string partition, TItem item)
    {
        var waiting = new Waiting(item);
        if (Enqueue(partition, waiting))
        {
            _ = WriteAllAsync(partition);
        }

        var place = await waiting.Written.Task;
        return (await place.Results)[place.Index];
    }

    /// <summary>True where nobody writes the partition yet, so that the caller must see to it.</summary>
    private bool Enqueue(string partition, Waiting waiting)
    {
        lock (busy)
        {
            if (busy.TryGetValue(partition, out var queue))
            {
                queue.Enqueue(waiting);
                return false;
            }

            busy[partition] = new Queue<Waiting>([waiting]);
            return true;
        }
    }

    private async Task WriteAllAsync(string partition)
    {
        while (await NextBatchAsync(partition) is { Count: > 0 } batch)
        {
            var results = WriteAsync(partition, batch.ConvertAll(waiting => waiting.Item));
            await ((Task)results).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var (index, waiting) in batch.Index())
            {
                waiting.Written.SetResult(new Place(results, index));
            }
        }
    }

    private async Task<List<Waiting>> NextBatchAsync(string partition)
    {
        for (var look = 0; look < MaxLooks && othersGoFirst?.Invoke() == true && MayGather(partition); look++)
        {
            // Real time, whatever clock the app has: so do the others.
            await Task.Delay(LooksEvery, TimeProvider.System);
        }

        return TakeBatch(partition);
    }

    /// <summary>There is a next write, and it could take more.</summary>
    private bool MayGather(string partition)
    {
        lock (busy)
        {
            return busy[partition].Count > 0 && busy[partition].Count < maxBatch;
        }
    }

    /// <summary>Every failure of the write is one of its task.</summary>
    private async Task<IReadOnlyList<TResult>> WriteAsync(string partition, List<TItem> items) =>
        await writeBatch(partition, items);

    /// <summary>
    /// What waits; with nothing left the partition is given free under the same lock, so that no item stays behind.
    /// </summary>
    private List<Waiting> TakeBatch(string partition)
    {
        lock (busy)
        {
            var queue = busy[partition];
            var batch = new List<Waiting>();
            while (batch.Count < maxBatch && queue.TryDequeue(out var next))
            {
                batch.Add(next);
            }

            if (batch.Count == 0)
            {
                busy.Remove(partition);
            }

            return batch;
        }
    }

    private sealed record Waiting(TItem Item)
    {
        public TaskCompletionSource<Place> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed record Place(Task<IReadOnlyList<TResult>> Results, int Index);
}

using Azure;

namespace KryptonFunctions.Traces;

/// <summary>Announces traces to the index and appends them to the chain of their partition, each step's once.</summary>
public sealed class TraceAppender(TraceTable table, StepDeduplication steps, TraceAnnouncer announcer)
{
    private const int MaxAttempts = 12;

    /// <summary>Appends what is not there yet; gives for each trace, in order, where it stands.</summary>
    /// <exception cref="RequestFailedException">The storage does not work, or the partition is fought for too
    /// hard.</exception>
    internal async Task<IReadOnlyList<WrittenTrace>> AppendAsync(
        string partition,
        IReadOnlyList<Trace> traces,
        CancellationToken cancellationToken
    )
    {
        var written = new Dictionary<string, WrittenTrace>(StringComparer.Ordinal);
        var announced = new HashSet<TraceRow>();
        var pending = traces.DistinctBy(StepDeduplication.ProofRow).ToList();
        await SetAsideAsync(pending, written, trace => steps.FindInMonthBeforeAsync(trace, cancellationToken));
        for (var attempt = 1; ; attempt++)
        {
            // First the announcement: its reader drops it where no row follows, but a row without it the index
            // would never know of.
            var all = written.Values.Concat(pending.Select(trace => WrittenTrace.Own(partition, trace)));
            await announcer.AnnounceAsync(all.Select(trace => trace.Row).Where(announced.Add), cancellationToken);
            if (pending.Count == 0 || await TryAppendAsync(partition, pending, attempt, cancellationToken))
            {
                pending.ForEach(trace =>
                    written[StepDeduplication.ProofRow(trace)] = WrittenTrace.Own(partition, trace)
                );
                return [.. traces.Select(trace => written[StepDeduplication.ProofRow(trace)])];
            }

            // Real time, whatever clock the app has: another instance is writing.
            var pause = TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt));
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            await SetAsideAsync(pending, written, trace => steps.FindAsync(partition, trace, cancellationToken));
        }
    }

    /// <summary>False after a conflict or a lost answer, when only the rows themselves say what is there.</summary>
    private async Task<bool> TryAppendAsync(
        string partition,
        IReadOnlyCollection<Trace> traces,
        int attempt,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await table.AppendAsync(partition, traces, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412 && attempt < MaxAttempts)
        {
            return false;
        }
    }

    private static async Task SetAsideAsync(
        List<Trace> pending,
        Dictionary<string, WrittenTrace> written,
        Func<Trace, Task<WrittenTrace?>> findAsync
    )
    {
        foreach (var (trace, found) in pending.Zip(await Task.WhenAll(pending.Select(findAsync))))
        {
            if (found is not null)
            {
                written[StepDeduplication.ProofRow(trace)] = found;
            }
        }

        pending.RemoveAll(trace => written.ContainsKey(StepDeduplication.ProofRow(trace)));
    }
}

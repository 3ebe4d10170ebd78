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
        IReadOnlyList<NewTrace> traces,
        CancellationToken cancellationToken
    )
    {
        var batch = new TraceBatch(partition, traces);
        await batch.LookAsync(trace => steps.FindInMonthBeforeAsync(trace, cancellationToken));
        batch.Planted.Clear();
        for (var attempt = 1; ; attempt++)
        {
            // First the announcement: its reader drops it where no row follows, but a row without it the index
            // would never know of.
            await announcer.AnnounceAsync(batch.NewPlaces(), cancellationToken);
            if (batch.Pending.Count == 0 || await TryAppendAsync(batch, attempt, cancellationToken))
            {
                return batch.Places();
            }

            // Real time, whatever clock the app has: another instance is writing.
            var pause = TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt));
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            await batch.LookAsync(trace => steps.FindAsync(partition, trace, cancellationToken));
        }
    }

    /// <summary>False after a conflict or a lost answer, when only the rows themselves say what is there.</summary>
    private async Task<bool> TryAppendAsync(TraceBatch batch, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await table.AppendAsync(batch.Partition, batch.Pending, batch.Planted, cancellationToken);
            batch.Pending.ForEach(TraceMetrics.Written);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && attempt < MaxAttempts)
        {
            return false;
        }
    }
}

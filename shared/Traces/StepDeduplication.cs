using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>Finds the trace that a step left when it ran before, so that a repeated step is traced once.</summary>
public sealed partial class StepDeduplication(TraceTable table, TraceKeys keys, ILogger<StepDeduplication> logger)
{
    /// <summary>
    /// A step that is run again is run again within this time, so only then may the month before hold its trace.
    /// </summary>
    private const int DaysOfRepeats = 7;

    /// <summary>
    /// The row that exists exactly when the trace was written: a step is known by its key, any other trace by its id.
    /// </summary>
    internal static string ProofRow(Trace trace) =>
        trace.Entry.StepKey is { } step ? TraceKeys.StepRow(step) : TraceKeys.Row(trace.At, trace.Id);

    /// <summary>
    /// What the month before holds of this step: writing into this month's partition would meet no conflict with it.
    /// </summary>
    internal async Task<StepProof?> FindInMonthBeforeAsync(Trace trace, CancellationToken cancellationToken)
    {
        if (trace.Entry.StepKey is null || trace.At.UtcDateTime.Day > DaysOfRepeats)
        {
            return null;
        }

        var monthBefore = keys.Partition(trace.Entry.Patient, trace.At.AddDays(-DaysOfRepeats));
        return await FindAsync(monthBefore, trace, cancellationToken);
    }

    /// <summary>What a partition holds of this trace, or of an earlier one of its step.</summary>
    internal async Task<StepProof?> FindAsync(string partition, Trace trace, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(partition, ProofRow(trace), cancellationToken) is not { } proof)
        {
            return null;
        }

        if (trace.Entry.StepKey is not { } step)
        {
            return new StepProof.Written(WrittenTrace.Own(partition, trace));
        }

        // The marker of a step names its trace. Both were written in one transaction, so a marker alone is not ours.
        var named = new TraceRow(partition, proof.TryGetText(TraceColumns.Row) ?? "");
        if (
            TraceKeys.IsTraceRow(named.Row)
            && await table.ReadAsync([new FoundTrace(named, null)], cancellationToken) is [var written]
            && written.Trace.Entry.StepKey == step
        )
        {
            return new StepProof.Written(new WrittenTrace(written.Trace.Id, named));
        }

        LogPlanted(partition, proof.RowKey);
        return new StepProof.Planted(proof.ETag);
    }

    [LoggerMessage(
        3036,
        LogLevel.Critical,
        "The marker {Row} in the traces {Partition} names no trace of its step: it was planted, or its trace is gone."
    )]
    private partial void LogPlanted(string partition, string row);
}

namespace KryptonFunctions.Traces;

/// <summary>Finds the trace that a step left when it ran before, so that a repeated step is traced once.</summary>
public sealed class StepDeduplication(TraceTable table, TraceKeys keys)
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
    internal async Task<WrittenTrace?> FindInMonthBeforeAsync(Trace trace, CancellationToken cancellationToken)
    {
        if (trace.Entry.StepKey is null || trace.At.UtcDateTime.Day > DaysOfRepeats)
        {
            return null;
        }

        var monthBefore = keys.Partition(trace.Entry.Patient, trace.At.AddDays(-DaysOfRepeats));
        return await FindAsync(monthBefore, trace, cancellationToken);
    }

    /// <summary>What a partition holds of this trace, or of an earlier one of its step.</summary>
    internal async Task<WrittenTrace?> FindAsync(string partition, Trace trace, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(partition, ProofRow(trace), cancellationToken) is not { } proof)
        {
            return null;
        }

        // The marker of a step names its trace; any other row is the trace itself.
        return proof.GetString(TraceColumns.Id) is { } id
            ? new WrittenTrace(new TraceId(id), new TraceRow(partition, proof.GetString(TraceColumns.Row)))
            : WrittenTrace.Own(partition, trace);
    }
}

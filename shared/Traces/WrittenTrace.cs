namespace KryptonFunctions.Traces;

/// <summary>Under which id a trace was written, and where it stands.</summary>
internal sealed record WrittenTrace(TraceId Id, TraceRow Row)
{
    /// <summary>A trace in the place of its own; a repeated step's stands where it was written first.</summary>
    public static WrittenTrace Own(string partition, Trace trace) =>
        new(trace.Id, new TraceRow(partition, TraceKeys.Row(trace.At, trace.Id)));
}

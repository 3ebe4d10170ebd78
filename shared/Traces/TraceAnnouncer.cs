namespace KryptonFunctions.Traces;

/// <summary>
/// Tells the index of rows, many in one message where they come together: the index writes a message's rows together.
/// </summary>
public sealed class TraceAnnouncer
{
    private const int MaxRows = 100;
    private static readonly TimeSpan MaxSend = TimeSpan.FromSeconds(30);

    private readonly TraceQueues queues;
    private readonly TimeProvider time;
    private readonly BatchWriter<TraceRow, TraceRow> messages;

    public TraceAnnouncer(TraceQueues queues, TimeProvider time)
    {
        (this.queues, this.time) = (queues, time);
        messages = new(MaxRows, SendAsync);
    }

    /// <summary>Ends when the message is in the queue.</summary>
    internal Task AnnounceAsync(IEnumerable<TraceRow> rows, CancellationToken cancellationToken) =>
        Task.WhenAll(rows.Select(row => messages.AddAsync(TraceQueues.Index, row))).WaitAsync(cancellationToken);

    private async Task<IReadOnlyList<TraceRow>> SendAsync(string queue, IReadOnlyList<TraceRow> rows)
    {
        using var deadline = new CancellationTokenSource(MaxSend);

        // A step that runs twice at once is announced once.
        await queues.SendAsync(queue, new TracesAnnounced([.. rows.Distinct()], time.GetUtcNow()), deadline.Token);
        return rows;
    }
}

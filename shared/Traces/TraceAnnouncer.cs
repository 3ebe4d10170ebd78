using KryptonFunctions.Observability;

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
    private readonly BatchWriter<Announced, Announced> messages;

    public TraceAnnouncer(TraceQueues queues, TimeProvider time)
    {
        (this.queues, this.time) = (queues, time);
        messages = new(MaxRows, SendAsync);
    }

    /// <summary>Ends when the message is in the queue.</summary>
    internal Task AnnounceAsync(IEnumerable<TraceRow> rows, CancellationToken cancellationToken) =>
        Task.WhenAll(
                rows.Select(row =>
                    messages.AddAsync(TraceQueues.Index, new Announced(row, KryptonActivities.Traceparent))
                )
            )
            .WaitAsync(cancellationToken);

    private async Task<IReadOnlyList<Announced>> SendAsync(string queue, IReadOnlyList<Announced> announced)
    {
        using var deadline = new CancellationTokenSource(MaxSend);

        // A step that runs twice at once is announced once.
        var rows = announced.Select(one => one.Row).Distinct();
        var message = new TracesAnnounced([.. rows], time.GetUtcNow())
        {
            Traceparents = TracesAnnounced.Few(announced.Select(one => one.Traceparent)),
        };
        await queues.SendAsync(queue, message, deadline.Token);
        return announced;
    }

    private sealed record Announced(TraceRow Row, string? Traceparent);
}

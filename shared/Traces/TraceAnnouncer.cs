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
    private readonly BatchWriter<AnnouncedTrace, AnnouncedTrace> messages;

    public TraceAnnouncer(TraceQueues queues, TimeProvider time)
    {
        (this.queues, this.time) = (queues, time);
        messages = new(MaxRows, SendAsync);
    }

    /// <summary>Ends when the message is in the queue.</summary>
    internal Task AnnounceAsync(IEnumerable<AnnouncedTrace> traces, CancellationToken cancellationToken) =>
        Task.WhenAll(traces.Select(trace => messages.AddAsync(TraceQueues.Index, trace))).WaitAsync(cancellationToken);

    private async Task<IReadOnlyList<AnnouncedTrace>> SendAsync(string queue, IReadOnlyList<AnnouncedTrace> announced)
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
}

/// <summary>A trace that the index is to learn of.</summary>
/// <param name="Row">Where it stands or will stand.</param>
/// <param name="Traceparent">What was done by whoever wrote it; null where nobody observed it.</param>
internal sealed record AnnouncedTrace(TraceRow Row, string? Traceparent);

using KryptonFunctions.Observability;
using KryptonFunctions.Traces;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Traces;

/// <summary>
/// What follows the primary write of a trace: the index, then Krypton's own trace. Each message comes at least once.
/// </summary>
public sealed class TraceQueueFunctions(TraceIndexer indexer, TraceForwarder forwarder)
{
    [Function(nameof(IndexTrace))]
    public async Task IndexTrace(
        [QueueTrigger(TraceQueues.Index)] TracesAnnounced message,
        CancellationToken cancellationToken
    )
    {
        using var span = KryptonActivities.StartMessage(TraceQueues.Index, message.Traceparents ?? []);
        await indexer.IndexAsync(message, cancellationToken);
    }

    [Function(nameof(ForwardTrace))]
    public async Task ForwardTrace(
        [QueueTrigger(TraceQueues.Forward)] TracesAnnounced message,
        CancellationToken cancellationToken
    )
    {
        using var span = KryptonActivities.StartMessage(TraceQueues.Forward, message.Traceparents ?? []);
        await forwarder.ForwardAsync(message, cancellationToken);
    }
}

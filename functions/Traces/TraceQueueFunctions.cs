using KryptonFunctions.Traces;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Traces;

/// <summary>
/// What follows the primary write of a trace: the index, then Krypton's own trace. Each message comes at least once.
/// </summary>
public sealed class TraceQueueFunctions(TraceIndexer indexer, TraceForwarder forwarder)
{
    [Function(nameof(IndexTrace))]
    public Task IndexTrace(
        [QueueTrigger(TraceQueues.Index)] TracesAnnounced message,
        CancellationToken cancellationToken
    ) => indexer.IndexAsync(message, cancellationToken);

    [Function(nameof(ForwardTrace))]
    public Task ForwardTrace(
        [QueueTrigger(TraceQueues.Forward)] TracesAnnounced message,
        CancellationToken cancellationToken
    ) => forwarder.ForwardAsync(message, cancellationToken);
}

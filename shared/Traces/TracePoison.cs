using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Messages that failed too often are neither lost nor silent: each round raises an alert and gives them another try.
/// </summary>
public sealed partial class TracePoison(QueueServiceClient queues, ILogger<TracePoison> logger)
{
    private const int MaxInOneRound = 1000;
    private const int Batch = 32;
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    /// <summary>About how many messages wait in both queues.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(
            new[] { TraceQueues.IndexPoison, TraceQueues.ForwardPoison }.Select(queue =>
                queues.GetQueueClient(queue).GetPropertiesAsync(cancellationToken)
            )
        );
        return counts.Sum(count => count.Value.ApproximateMessagesCount);
    }

    /// <summary>Moves the poison messages of both queues back; gives their number.</summary>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken) =>
        await ReplayAsync(TraceQueues.IndexPoison, TraceQueues.Index, cancellationToken)
        + await ReplayAsync(TraceQueues.ForwardPoison, TraceQueues.Forward, cancellationToken);

    private async Task<int> ReplayAsync(string from, string to, CancellationToken cancellationToken)
    {
        var (poison, queue) = (queues.GetQueueClient(from), queues.GetQueueClient(to));
        var replayed = 0;
        while (
            replayed < MaxInOneRound
            && await poison.ReceiveMessagesAsync(Batch, TimeSpan.FromMinutes(1), cancellationToken)
                is { Value: { Length: > 0 } messages }
        )
        {
            foreach (var message in messages)
            {
                await queue.SendMessageAsync(message.Body, timeToLive: Never, cancellationToken: cancellationToken);
                await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                replayed++;
            }
        }

        if (replayed > 0)
        {
            LogReplayed(replayed, from);
        }

        return replayed;
    }

    [LoggerMessage(
        3020,
        LogLevel.Critical,
        "{Count} messages stood in {Queue}: traces were not indexed or not forwarded to Krypton. They are tried again."
    )]
    private partial void LogReplayed(int count, string queue);
}

using Azure.Storage.Queues;
using KryptonFunctions.Access;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Messages that failed too often are neither lost nor silent: each round raises an alert and gives them another try.
/// </summary>
public sealed partial class TracePoison(QueueServiceClient queues, PoisonQueues poison, ILogger<TracePoison> logger)
{
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
        await ReplayAsync(TraceQueues.Index, cancellationToken)
        + await ReplayAsync(TraceQueues.Forward, cancellationToken);

    private async Task<int> ReplayAsync(string queue, CancellationToken cancellationToken)
    {
        var replayed = await poison.ReplayAsync(queue, cancellationToken);
        if (replayed > 0)
        {
            LogReplayed(replayed, $"{queue}-poison");
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

using Azure;
using Azure.Storage.Queues;

namespace KryptonFunctions.Access;

/// <summary>
/// What a queue has put aside after its last try: given back to it, so that it is neither lost nor forgotten.
/// </summary>
public sealed class PoisonQueues(QueueServiceClient queues)
{
    private const int MaxInOneRound = 1000;
    private const int Batch = 32;
    private const int NotFound = 404;
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    /// <summary>Moves the poison messages of a queue back into it; gives their number.</summary>
    public async Task<int> ReplayAsync(string queue, CancellationToken cancellationToken)
    {
        var (poison, target) = (queues.GetQueueClient($"{queue}-poison"), queues.GetQueueClient(queue));
        var replayed = 0;
        try
        {
            while (
                replayed < MaxInOneRound
                && await poison.ReceiveMessagesAsync(Batch, TimeSpan.FromMinutes(1), cancellationToken)
                    is { Value: { Length: > 0 } messages }
            )
            {
                foreach (var message in messages)
                {
                    await target.SendMessageAsync(
                        message.Body,
                        timeToLive: Never,
                        cancellationToken: cancellationToken
                    );
                    await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                    replayed++;
                }
            }
        }
        catch (RequestFailedException e) when (e.Status == NotFound)
        {
            // The queue is made with the first of them.
        }

        return replayed;
    }
}

using Azure;
using Azure.Storage.Queues;

namespace KryptonFunctions.Rcps.Notifications;

/// <summary>
/// The notifications that the queue has put aside, of Tasks that no study of ours has. A queue forgets a message after
/// seven days, so whoever is on duty is told of them before.
/// </summary>
public sealed class UnknownTasks(QueueServiceClient queues)
{
    private const int NotFound = 404;

    /// <summary>How many there are, about.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await queues.GetQueueClient(ReceiveNotification.PoisonQueue).GetPropertiesAsync(cancellationToken))
                .Value
                .ApproximateMessagesCount;
        }
        catch (RequestFailedException e) when (e.Status == NotFound)
        {
            // The queue is made with the first of them.
            return 0;
        }
    }
}

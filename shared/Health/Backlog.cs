using Azure;
using Azure.Storage.Queues;
using KryptonFunctions.Access;
using KryptonFunctions.Health.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Health;

/// <summary>How much waits in each queue of the app, and in the one beside it of what failed.</summary>
public sealed class Backlog(QueueServiceClient queues, IOptions<StorageLayout> layout)
{
    private const string Poison = "-poison";

    /// <summary>By the queues' names; null where the storage does not answer.</summary>
    public async Task<IReadOnlyList<QueueBacklog>?> CountAsync(CancellationToken cancellationToken)
    {
        var names = layout
            .Value.Queues.SelectMany(name =>
                name.EndsWith(Poison, StringComparison.Ordinal) ? [name] : (string[])[name, name + Poison]
            )
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        try
        {
            return await Task.WhenAll(names.Select(name => CountAsync(name, cancellationToken)));
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return null;
        }
    }

    private async Task<QueueBacklog> CountAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await queues.GetQueueClient(name).GetPropertiesAsync(cancellationToken);
            return new QueueBacklog(name, properties.Value.ApproximateMessagesCount);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // The queue of what failed is made with the first message in it.
            return new QueueBacklog(name, 0);
        }
    }
}

using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>The tables, queues and containers that the slices asked for.</summary>
public sealed class StorageLayout
{
    public ISet<string> Tables { get; } = new HashSet<string>(StringComparer.Ordinal);

    public ISet<string> Queues { get; } = new HashSet<string>(StringComparer.Ordinal);

    public ISet<string> BlobContainers { get; } = new HashSet<string>(StringComparer.Ordinal);
}

/// <summary>
/// Makes at start what does not exist yet, so that no request pays for it; a start without storage fails.
/// </summary>
internal sealed class StorageSetup(
    TableServiceClient tables,
    QueueServiceClient queues,
    BlobServiceClient blobs,
    IOptions<StorageLayout> layout
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll([
            .. layout.Value.Tables.Select(name => (Task)tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
            .. layout.Value.Queues.Select(name =>
                (Task)queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)
            ),
            .. layout.Value.BlobContainers.Select(name =>
                (Task)blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)
            ),
        ]);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

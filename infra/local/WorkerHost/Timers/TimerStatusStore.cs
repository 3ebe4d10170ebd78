using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace WorkerHost.Timers;

/// <summary>
/// Keeps the status of a timer in the storage account. Whoever writes it for the next call makes the call: of two
/// hosts of one app a single one does.
/// </summary>
internal sealed class TimerStatusStore(BlobContainerClient container, string path)
{
    private readonly BlobClient blob = container.GetBlobClient(path);

    /// <summary>The status and its ETag; null before the first start.</summary>
    public async Task<(TimerStatus Status, ETag Tag)?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            return (content.Value.Content.ToObjectFromJson<TimerStatus>()!, content.Value.Details.ETag);
        }
        catch (RequestFailedException none) when (none.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Makes the place where it is kept.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>
    /// Writes the status over the one that was read, or as the first. False where another host was faster.
    /// </summary>
    public async Task<bool> TryWriteAsync(TimerStatus status, ETag? read, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { IfMatch = read, IfNoneMatch = read is null ? ETag.All : null };
        try
        {
            var options = new BlobUploadOptions { Conditions = conditions };
            await blob.UploadAsync(BinaryData.FromObjectAsJson(status), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException other)
            when (other.Status is StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed)
        {
            return false;
        }
    }
}

using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace KryptonFunctions.Traces;

/// <summary>
/// The digests of all days, a blob a day. One of these serves one run: it reads each day at most once.
/// </summary>
internal sealed class TraceDigestStore(BlobContainerClient container)
{
    /// <summary>
    /// A line has at most 160 bytes and a block may have 4 MiB. Whole lines only, so that an interrupted night leaves
    /// no half of one.
    /// </summary>
    private const int LinesInABlock = 5_000;

    private readonly Dictionary<DateOnly, FrozenDictionary<string, TraceChain>?> days = [];

    /// <summary>
    /// The chains of a day's digest; null where there is none, or where its writing was interrupted. A chain that was
    /// broken on that day is not among them.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, TraceChain>?> ReadAsync(
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        if (!days.TryGetValue(day, out var chains))
        {
            days[day] = chains = await LoadAsync(day, cancellationToken);
        }

        return chains;
    }

    /// <summary>
    /// Where the chain stood when it was last digested before that day; null for a chain that never was. No digest
    /// before its month names it.
    /// </summary>
    public async Task<TraceChain?> NewestBeforeAsync(
        DateOnly day,
        string partition,
        CancellationToken cancellationToken
    )
    {
        var first = TraceKeys.MonthOf(partition);
        for (var before = day.AddDays(-1); before >= first; before = before.AddDays(-1))
        {
            if (
                await ReadAsync(before, cancellationToken) is { } chains
                && chains.TryGetValue(partition, out var chain)
            )
            {
                return chain;
            }
        }

        return null;
    }

    /// <summary>
    /// Writes the digest of a day; null stands for a chain that is broken. What an interrupted night left there stays
    /// before it.
    /// </summary>
    public async Task WriteAsync(
        DateOnly day,
        IReadOnlyDictionary<string, TraceChain?> chains,
        CancellationToken cancellationToken
    )
    {
        var blob = Blob(day);

        // The policy of the container allows to append to a blob that is there, but not to create it again.
        if (!await blob.ExistsAsync(cancellationToken))
        {
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        foreach (
            var block in chains
                .Select(c => DigestOfDay.Line(c.Key, c.Value))
                .Append(DigestOfDay.LastLine)
                .Chunk(LinesInABlock)
        )
        {
            using var content = new MemoryStream(Encoding.ASCII.GetBytes(string.Join('\n', block) + "\n"));
            await blob.AppendBlockAsync(content, cancellationToken: cancellationToken);
        }

        days.Remove(day);
    }

    private async Task<FrozenDictionary<string, TraceChain>?> LoadAsync(
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var blob = Blob(day);
        if (!await blob.ExistsAsync(cancellationToken))
        {
            return null;
        }

        BlobDownloadResult content = await blob.DownloadContentAsync(cancellationToken);
        return DigestOfDay.Read(content.Content.ToString())?.Chains;
    }

    private AppendBlobClient Blob(DateOnly day) =>
        container.GetAppendBlobClient(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy/MM/dd}.txt"));
}

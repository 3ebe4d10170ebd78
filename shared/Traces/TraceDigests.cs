using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace Krypton.Traces;

/// <summary>
/// Writes, once a day, where each chain stands that was touched on the day before, to a blob that can only be appended to (immutable by the container's
/// policy). Whoever rewrites a whole chain cannot rewrite its digest.
/// </summary>
public sealed partial class TraceDigests(TraceVerifier verifier, TableServiceClient tables, BlobServiceClient blobs, ILogger<TraceDigests> logger)
{
    public const string Container = "trace-digests";

    private const string LastLine = "end";
    private const int LargestBlock = 1024 * 1024;
    private const int DaysToCatchUp = 7;

    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Container);

    /// <summary>Writes the digests that are missing of the last week up to <paramref name="yesterday"/>, and holds the chains against the digest before.</summary>
    public async Task CatchUpAsync(DateOnly yesterday, CancellationToken cancellationToken)
    {
        var due = new Stack<DateOnly>();
        for (var day = yesterday; day > yesterday.AddDays(-DaysToCatchUp) && await ReadAsync(day, cancellationToken) is null; day = day.AddDays(-1))
        {
            due.Push(day);
        }

        foreach (var day in due)
        {
            await CheckAsync(day.AddDays(-1), cancellationToken);
            await WriteAsync(day, cancellationToken);
        }
    }

    /// <summary>The chains that no longer hold what the digest of that day says.</summary>
    internal async Task<IReadOnlyList<string>> CheckAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var broken = new List<string>();
        foreach (var (partition, chain) in await ReadAsync(day, cancellationToken) ?? [])
        {
            if (await VerifyAsync(partition, chain, cancellationToken) is null)
            {
                broken.Add(partition);
            }
        }

        return broken;
    }

    private async Task WriteAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder();
        var touched = TraceIndexKeys.Touched(day);
        await foreach (var row in index.QueryAsync<TableEntity>(e => e.PartitionKey == touched, cancellationToken: cancellationToken))
        {
            lines.AppendLine(await VerifyAsync(row.RowKey, null, cancellationToken) is { } whole
                ? $"{row.RowKey} {whole.Count.ToString(CultureInfo.InvariantCulture)} {whole.Hash}"
                : $"{row.RowKey} broken");
        }

        var blob = Blob(day);
        await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (var block in Encoding.ASCII.GetBytes(lines.AppendLine(LastLine).ToString()).Chunk(LargestBlock))
        {
            using var content = new MemoryStream(block);
            await blob.AppendBlockAsync(content, cancellationToken: cancellationToken);
        }

        LogWritten(day);
    }

    private async Task<TraceVerification.Whole?> VerifyAsync(string partition, TraceChain? earlier, CancellationToken cancellationToken)
    {
        switch (await verifier.VerifyAsync(partition, earlier, cancellationToken))
        {
            case TraceVerification.Whole whole:
                return whole;
            case TraceVerification.Broken broken:
                LogBroken(partition, broken.At, broken.Why);
                return null;
            default:
                throw new InvalidOperationException("A chain is whole or broken.");
        }
    }

    /// <summary>The chains of a day's digest; null where there is none, or where its writing was interrupted.</summary>
    private async Task<List<(string Partition, TraceChain Chain)>?> ReadAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var blob = Blob(day);
        if (!await blob.ExistsAsync(cancellationToken))
        {
            return null;
        }

        BlobDownloadResult content = await blob.DownloadContentAsync(cancellationToken);
        var lines = content.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines is [.., LastLine]
            ? [.. lines.Select(l => l.Split(' ')).Where(l => l.Length == 3).Select(l => (l[0], new TraceChain(long.Parse(l[1], CultureInfo.InvariantCulture), l[2])))]
            : null;
    }

    private AppendBlobClient Blob(DateOnly day) => container.GetAppendBlobClient(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy/MM/dd}.txt"));

    [LoggerMessage(3030, LogLevel.Critical, "The chain of traces {Partition} is broken at trace {At}: {Why}.")]
    private partial void LogBroken(string partition, long at, string why);

    [LoggerMessage(3031, LogLevel.Information, "The digest of the traces of {Day} is written.")]
    private partial void LogWritten(DateOnly day);
}

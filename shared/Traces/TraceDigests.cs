using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Writes, once a day, where each chain stands that was touched on the day before, to a blob that can only be appended
/// to (immutable by the container's policy). Whoever rewrites a whole chain cannot rewrite its digest: each chain is
/// held against earlier digests when it is touched again, and for a year after it was.
/// </summary>
public sealed partial class TraceDigests(
    TraceVerifier verifier,
    TouchedChains touched,
    TraceIndexGaps gaps,
    BlobServiceClient blobs,
    ILogger<TraceDigests> logger
)
{
    public const string Container = "trace-digests";

    private const int DaysToCatchUp = 7;

    /// <summary>
    /// A chain is walked by its own in some 10 ms; one after the other, a busy day's would not end within the time of a
    /// function.
    /// </summary>
    private const int AtOnce = 8;

    /// <summary>
    /// The days after which a digest is looked at again. All of a year every night would cost more with each day; five
    /// digests a night cost the same for ever, and each chain is walked five times in the year after it was touched,
    /// soon at first, since most harm is done to what is recent.
    /// </summary>
    private static readonly int[] DaysToLookAgain = [1, 7, 30, 90, 365];

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Container);

    /// <summary>
    /// Writes the digests that are missing of the last week up to <paramref name="yesterday"/>, and holds the chains
    /// against earlier ones. A chain that contradicts them is logged as critical. Traces of these days that the index
    /// does not name are announced to it again.
    /// </summary>
    public async Task CatchUpAsync(DateOnly yesterday, CancellationToken cancellationToken)
    {
        var book = new TraceDigestStore(container);
        var due = new Stack<DateOnly>();
        for (
            var day = yesterday;
            day > yesterday.AddDays(-DaysToCatchUp) && await book.ReadAsync(day, cancellationToken) is null;
            day = day.AddDays(-1)
        )
        {
            due.Push(day);
        }

        foreach (var day in due)
        {
            await LookAgainAsync(day, book, cancellationToken);
            await WriteAsync(day, book, cancellationToken);
        }
    }

    /// <summary>
    /// Walks the chains of the digests whose turn it is, each once, and holds it against all of them.
    /// </summary>
    private async Task LookAgainAsync(DateOnly day, TraceDigestStore book, CancellationToken cancellationToken)
    {
        var digests = new List<KeyValuePair<string, TraceChain>>();
        foreach (var ago in DaysToLookAgain)
        {
            digests.AddRange(
                await book.ReadAsync(day.AddDays(-ago), cancellationToken) ?? new Dictionary<string, TraceChain>()
            );
        }

        await Parallel.ForEachAsync(
            digests.GroupBy(d => d.Key, d => d.Value, StringComparer.Ordinal),
            Together(cancellationToken),
            async (chain, token) => await VerifyAsync(chain.Key, [.. chain], token)
        );
    }

    private async Task WriteAsync(DateOnly day, TraceDigestStore book, CancellationToken cancellationToken)
    {
        var thatDay = await touched.OnAsync(day, cancellationToken);
        var earlier = new Dictionary<string, TraceChain?>(StringComparer.Ordinal);
        foreach (var partition in thatDay.Partitions)
        {
            if (TraceKeys.IsPartition(partition))
            {
                earlier[partition] = await book.NewestBeforeAsync(day, partition, cancellationToken);
            }
            else
            {
                LogBroken(partition, 1, "inserted");
            }
        }

        // Without this the digest of a chain that was rewritten and then touched would vouch for the rewritten one.
        var chains = new ConcurrentDictionary<string, TraceChain?>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            earlier,
            Together(cancellationToken),
            async (chain, token) =>
                chains[chain.Key] = await VerifyAsync(chain.Key, chain.Value is { } digest ? [digest] : [], token)
        );

        // Before the digest, which ends the day: what fails here is tried again the next night.
        await gaps.CloseAsync(day, thatDay.Traces, cancellationToken);
        await book.WriteAsync(day, chains, cancellationToken);
        LogWritten(day);
    }

    /// <summary>Where a chain stands; null for one that is broken.</summary>
    private async Task<TraceChain?> VerifyAsync(
        string partition,
        IReadOnlyCollection<TraceChain> earlier,
        CancellationToken cancellationToken
    )
    {
        switch (await verifier.VerifyAsync(partition, earlier, cancellationToken))
        {
            case TraceVerification.Whole { Count: 0 }:
                // Nobody looks at a chain in which nothing was ever written.
                LogBroken(partition, 1, "missing");
                return null;
            case TraceVerification.Whole whole:
                return new TraceChain(whole.Count, whole.Hash);
            case TraceVerification.Broken broken:
                LogBroken(partition, broken.At, broken.Why);
                return null;
            default:
                throw new InvalidOperationException("A chain is whole or broken.");
        }
    }

    private static ParallelOptions Together(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    [LoggerMessage(3030, LogLevel.Critical, "The chain of traces {Partition} is broken at trace {At}: {Why}.")]
    private partial void LogBroken(string partition, long at, string why);

    [LoggerMessage(3031, LogLevel.Information, "The digest of the traces of {Day} is written.")]
    private partial void LogWritten(DateOnly day);
}

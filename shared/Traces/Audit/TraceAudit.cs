using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace KryptonFunctions.Traces.Audit;

/// <summary>
/// Holds every chain of the table against itself, its seals and all digests. Reads only, so that it may run against a
/// copy, or another account, with a role that reads.
/// </summary>
public sealed class TraceAudit(TraceTable table, ChainReader chains, TraceVerifier verifier, BlobServiceClient blobs)
{
    /// <param name="withSeals">False for who has not the keys of the seals.</param>
    /// <param name="export">Is given everything that was read, so that a third party can repeat the report; or
    /// null.</param>
    /// <param name="cancellationToken">Ends the audit.</param>
    public async Task<AuditReport> RunAsync(bool withSeals, AuditExport? export, CancellationToken cancellationToken)
    {
        var digests = await ReadDigestsAsync(export, cancellationToken);
        var report = new AuditReport(withSeals, digests.Count);
        var known = digests
            .SelectMany(day => day.Chains)
            .ToLookup(chain => chain.Key, chain => chain.Value, StringComparer.Ordinal);
        var partitions = await PartitionsAsync(cancellationToken);
        foreach (var partition in partitions.Union(known.Select(k => k.Key)).Order(StringComparer.Ordinal))
        {
            var chain = await chains.ReadAsync(partition, cancellationToken);
            if (export is not null)
            {
                await export.AddAsync(partition, chain);
            }

            report.Add(partition, verifier.Verify(chain, [.. known[partition]], withSeals));
        }

        return report;
    }

    private async Task<IReadOnlyList<DigestOfDay>> ReadDigestsAsync(
        AuditExport? export,
        CancellationToken cancellationToken
    )
    {
        var digests = new List<DigestOfDay>();
        var container = blobs.GetBlobContainerClient(TraceDigests.Container);
        if (!await container.ExistsAsync(cancellationToken))
        {
            return digests;
        }

        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var content = (await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken))
                .Value
                .Content;
            if (export is not null)
            {
                await export.AddAsync(blob.Name, content);
            }

            if (DigestOfDay.Read(content.ToString()) is { } digest)
            {
                digests.Add(digest);
            }
        }

        return digests;
    }

    private async Task<HashSet<string>> PartitionsAsync(CancellationToken cancellationToken)
    {
        var partitions = new HashSet<string>(StringComparer.Ordinal);
        await foreach (
            var row in table.Client.QueryAsync<TableEntity>(
                select: [nameof(TableEntity.PartitionKey)],
                cancellationToken: cancellationToken
            )
        )
        {
            partitions.Add(row.PartitionKey);
        }

        return partitions;
    }
}

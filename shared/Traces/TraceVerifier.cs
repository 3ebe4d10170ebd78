using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>
/// Walks the chain of a partition from its first trace and says where it first breaks. Reads the whole partition: some
/// 1 KiB a trace.
/// </summary>
public sealed class TraceVerifier(TraceTable table, TraceSeals seals)
{
    private const int Rounds = 5;

    /// <param name="partition">Of the table <c>Traces</c>.</param>
    /// <param name="earlier">Counts and hashes as earlier digests hold them; may be none.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<TraceVerification> VerifyAsync(
        string partition,
        IReadOnlyCollection<TraceChain> earlier,
        CancellationToken cancellationToken
    )
    {
        for (var round = 1; ; round++)
        {
            var head = await table.HeadAsync(partition, cancellationToken);
            var rows = await table
                .RangeAsync(partition, TraceKeys.FirstRow, TraceKeys.AfterLastRow, null, cancellationToken)
                .ToListAsync(cancellationToken);
            var settled = head == await table.HeadAsync(partition, cancellationToken);
            if (settled || round == Rounds)
            {
                // Where traces keep coming, those after the head that was read are left for the next time.
                return Walk(
                    settled ? rows : rows.Where(r => (r.TryGetNumber(TraceColumns.Seq) ?? 0) <= head.Chain.Count),
                    head,
                    earlier
                );
            }
        }
    }

    private TraceVerification Walk(
        IEnumerable<TableEntity> rows,
        TraceHead sealedHead,
        IReadOnlyCollection<TraceChain> earlier
    )
    {
        var (chain, head) = (TraceChain.Empty, sealedHead.Chain);
        foreach (
            var row in rows.OrderBy(r => r.TryGetNumber(TraceColumns.Seq) ?? 0)
                .ThenBy(r => r.RowKey, StringComparer.Ordinal)
        )
        {
            var (expected, seq) = (chain.Count + 1, row.TryGetNumber(TraceColumns.Seq) ?? 0);
            if (seq != expected || seq > head.Count)
            {
                return seq > expected && seq <= head.Count
                    ? new TraceVerification.Broken(expected, "missing")
                    : new TraceVerification.Broken(Math.Max(seq, 1), "inserted");
            }

            chain = chain.Add(row.TryGetText(TraceColumns.Json) ?? "");
            if (chain.Hash != row.TryGetText(TraceColumns.Hash) || !BelongsHere(row))
            {
                return new TraceVerification.Broken(expected, "changed");
            }

            if (!seals.Holds(row))
            {
                return new TraceVerification.Broken(expected, "forged");
            }

            if (earlier.Any(digest => digest.Count == chain.Count && digest != chain))
            {
                return new TraceVerification.Broken(expected, "digest");
            }
        }

        if (chain.Count < earlier.Select(digest => digest.Count).Append(head.Count).Max())
        {
            return new TraceVerification.Broken(chain.Count + 1, "missing");
        }

        return chain == head && sealedHead.IsSealed
            ? new TraceVerification.Whole(chain.Count, chain.Hash)
            : new TraceVerification.Broken(chain.Count, "head");
    }

    /// <summary>The row key says the same instant and id as the trace in it.</summary>
    private static bool BelongsHere(TableEntity row) =>
        Trace.FromCanonicalJson(row.TryGetText(TraceColumns.Json) ?? "") is { } trace
        && TraceKeys.Row(trace.At, trace.Id) == row.RowKey;
}

namespace KryptonFunctions.Traces;

/// <summary>
/// Walks the chain of a partition from its first trace and says where it first breaks. Reads the whole partition: some
/// 1 KiB a trace.
/// </summary>
public sealed class TraceVerifier(ChainReader chains, TraceSeals seals)
{
    /// <param name="partition">Of the table <c>Traces</c>.</param>
    /// <param name="earlier">Counts and hashes as earlier digests hold them; may be none.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<TraceVerification> VerifyAsync(
        string partition,
        IReadOnlyCollection<TraceChain> earlier,
        CancellationToken cancellationToken
    ) => Verify(await chains.ReadAsync(partition, cancellationToken), earlier, withSeals: true);

    /// <summary>The same of what was read before.</summary>
    /// <param name="read">The chain.</param>
    /// <param name="earlier">Counts and hashes as earlier digests hold them; may be none.</param>
    /// <param name="withSeals">False for who has not the keys: then who has rewritten the whole chain, and no digest
    /// knows it yet, is not found.</param>
    public TraceVerification Verify(ReadChain read, IReadOnlyCollection<TraceChain> earlier, bool withSeals)
    {
        var (chain, head) = (TraceChain.Empty, read.Head.Chain);
        foreach (var row in read.Rows)
        {
            var (expected, seq) = (chain.Count + 1, row.TryGetNumber(TraceColumns.Seq) ?? 0);
            if (seq != expected || seq > head.Count)
            {
                return seq > expected && seq <= head.Count
                    ? new TraceVerification.Broken(expected, "missing")
                    : new TraceVerification.Broken(Math.Max(seq, 1), "inserted");
            }

            chain = chain.Add(row.TryGetText(TraceColumns.Json) ?? "");
            if (chain.Hash != row.TryGetText(TraceColumns.Hash) || !ReadChain.BelongsHere(row))
            {
                return new TraceVerification.Broken(expected, "changed");
            }

            if (withSeals && !seals.Holds(row))
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

        return chain == head && (read.Head.IsSealed || !withSeals)
            ? new TraceVerification.Whole(chain.Count, chain.Hash)
            : new TraceVerification.Broken(chain.Count, "head");
    }
}

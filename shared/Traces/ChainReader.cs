using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>Reads a chain whole, while others may append to it.</summary>
public sealed class ChainReader(TraceTable table, TraceSeals seals)
{
    private const int Rounds = 5;

    public async Task<ReadChain> ReadAsync(string partition, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var head = await table.FindAsync(partition, TraceKeys.HeadRow, cancellationToken);
            var rows = await table
                .RangeAsync(partition, TraceKeys.FirstRow, TraceKeys.AfterLastRow, null, cancellationToken)
                .ToListAsync(cancellationToken);
            var now = await table.FindAsync(partition, TraceKeys.HeadRow, cancellationToken);
            if (head?.ETag == now?.ETag)
            {
                return ReadChain.From(head, rows, seals);
            }

            if (round == Rounds)
            {
                // Traces keep coming; those after the head that was read are left for the next time.
                var count = head?.TryGetNumber(TraceColumns.Count) ?? 0;
                return ReadChain.From(head, rows.Where(row => SeqOf(row) <= count), seals);
            }
        }
    }

    internal static long SeqOf(TableEntity row) => row.TryGetNumber(TraceColumns.Seq) ?? 0;
}

/// <summary>A chain as the table holds it, whoever wrote it.</summary>
/// <param name="HeadRow">The row of its head; null where there is none.</param>
/// <param name="Head">Where it stands by its head.</param>
/// <param name="Rows">Its traces in the order of the chain.</param>
public sealed record ReadChain(TableEntity? HeadRow, TraceHead Head, IReadOnlyList<TableEntity> Rows)
{
    internal static ReadChain From(TableEntity? head, IEnumerable<TableEntity> rows, TraceSeals seals) =>
        new(
            head,
            head is null ? TraceHead.None : TraceHead.From(head, seals),
            [.. rows.OrderBy(ChainReader.SeqOf).ThenBy(row => row.RowKey, StringComparer.Ordinal)]
        );

    /// <summary>The row key says the same instant and id as the trace in it.</summary>
    internal static bool BelongsHere(TableEntity row) =>
        Trace.FromCanonicalJson(row.TryGetText(TraceColumns.Json) ?? "") is { } trace
        && TraceKeys.Row(trace.At, trace.Id) == row.RowKey;
}

using Azure;
using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>
/// Which chains were touched on a day, by whatever still says so: the traces of that day, the heads, and the index. To
/// keep a chain from its digest, somebody would have to remove all three.
/// </summary>
public sealed class TouchedChains(TraceTable traces, TraceSeals seals, TableServiceClient tables)
{
    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);

    /// <summary>Reads the rows of the day and the heads of its month.</summary>
    public async Task<TouchedDay> OnAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var partitions = new HashSet<string>(StringComparer.Ordinal);
        var rows = new HashSet<TraceRow>();
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        await foreach (var row in RowsOfAsync(start, cancellationToken))
        {
            if (row.RowKey != TraceKeys.HeadRow || IsTouched(row, start))
            {
                partitions.Add(row.PartitionKey);
            }

            if (TraceKeys.IsPartition(row.PartitionKey) && TraceKeys.IsTraceRow(row.RowKey))
            {
                rows.Add(new TraceRow(row.PartitionKey, row.RowKey));
            }
        }

        var indexed = TraceIndexKeys.Touched(day);
        await foreach (
            var row in index.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {indexed}"),
                cancellationToken: cancellationToken
            )
        )
        {
            partitions.Add(row.RowKey);
        }

        return new TouchedDay(partitions, rows);
    }

    /// <summary>A head of another's hand is looked at whatever day it says.</summary>
    private bool IsTouched(TableEntity row, DateTimeOffset day) =>
        TraceHead.From(row, seals) is var head && (!head.IsSealed || (head.At >= day && head.At < day.AddDays(1)));

    private AsyncPageable<TableEntity> RowsOfAsync(DateTimeOffset day, CancellationToken cancellationToken)
    {
        var (first, end) = (TraceKeys.MonthPrefix(day), TraceKeys.AfterMonth(day));
        var (newest, older) = (TraceKeys.RowFrom(day.AddDays(1).AddTicks(-1)), TraceKeys.RowFrom(day.AddTicks(-1)));
        var ofMonth = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end}");
        var ofDay = TableClient.CreateQueryFilter($"RowKey ge {newest} and RowKey lt {older}");
        var head = TableClient.CreateQueryFilter($"RowKey eq {TraceKeys.HeadRow}");
        return traces.Client.QueryAsync<TableEntity>(
            $"{ofMonth} and ({head} or ({ofDay}))",
            select:
            [
                nameof(TableEntity.PartitionKey),
                nameof(TableEntity.RowKey),
                TraceColumns.Count,
                TraceColumns.Hash,
                TraceColumns.At,
                TraceColumns.Seal,
                TraceColumns.KeyId,
            ],
            cancellationToken: cancellationToken
        );
    }
}

/// <summary>What was written on a day.</summary>
/// <param name="Partitions">Of the table <c>Traces</c>; also such as this app never makes.</param>
/// <param name="Traces">Where the traces of the day stand, or what looks like one.</param>
public sealed record TouchedDay(IReadOnlySet<string> Partitions, IReadOnlySet<TraceRow> Traces);

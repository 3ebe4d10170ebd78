using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using KryptonFunctions.Access;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Gives an auditor the traces of a patient, a user or an RCP. The reading is traced before they are given. A trace
/// that the index knows and the table no longer holds, or not as a trace, is counted in the page and logged as
/// critical: traces are never deleted.
/// </summary>
public sealed partial class TraceReader(
    TraceTable table,
    TraceKeys keys,
    TraceWriter writer,
    TableServiceClient tables,
    ILogger<TraceReader> logger
)
{
    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);

    /// <summary>400 for a cursor that is none of ours; 503 where storage does not answer.</summary>
    public async Task<Outcome<TracePage>> ReadAsync(
        Caller auditor,
        TraceQuery query,
        CancellationToken cancellationToken
    )
    {
        if (!TryReadCursor(query.Cursor, out var after))
        {
            return Failure.Invalid(
                "cursor",
                new("Ce curseur n'a pas été donné.", "The cursor is none that was given.")
            );
        }

        try
        {
            var rows = await RowsAsync(query, after, cancellationToken);
            var page = rows.Count > query.Limit ? rows[..query.Limit] : rows;
            var found = await table.ReadAsync(page, cancellationToken);
            TraceRow[] missing = [.. page.Except(found.Select(f => f.Row))];
            foreach (var row in missing)
            {
                LogMissing(row.Partition, row.Row);
            }

            var next =
                rows.Count > query.Limit ? Base64Url.EncodeToString(Encoding.ASCII.GetBytes(page[^1].Row)) : null;
            return
                await writer.WriteAsync(EntryOf(auditor, query, found.Count), cancellationToken)
                    is Outcome<TraceId>.Failed(var failure)
                ? failure
                : new TracePage([.. found.Select(f => f.Trace)], next, missing.Length);
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return StorageFailure.Now;
        }
    }

    /// <summary>One row more than asked for, so that the end is known.</summary>
    private async Task<List<TraceRow>> RowsAsync(TraceQuery query, string? after, CancellationToken cancellationToken)
    {
        var rows = new List<TraceRow>();
        var to = TraceKeys.RowFrom(query.From.AddTicks(-1));
        foreach (var partition in Partitions(query))
        {
            var source = query is TraceQuery.OfPatient ? table.Client : index;
            var from = after ?? TraceKeys.RowFrom(query.To);
            await foreach (
                var row in source.QueryAsync<TableEntity>(
                    TableClient.CreateQueryFilter(
                        $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}"
                    ),
                    maxPerPage: Math.Min(query.Limit + 1, 1000),
                    select: ["PartitionKey", "RowKey", TraceColumns.Partition],
                    cancellationToken: cancellationToken
                )
            )
            {
                rows.Add(new TraceRow(row.GetString(TraceColumns.Partition) ?? partition, row.RowKey));
                if (rows.Count > query.Limit)
                {
                    return rows;
                }
            }
        }

        return rows;
    }

    /// <summary>Newest first, as the rows in them.</summary>
    private IEnumerable<string> Partitions(TraceQuery query)
    {
        if (query is TraceQuery.OfRcp(var rcpId))
        {
            yield return TraceIndexKeys.Rcp(rcpId);
            yield break;
        }

        var first = new DateTimeOffset(
            query.From.UtcDateTime.Year,
            query.From.UtcDateTime.Month,
            1,
            0,
            0,
            0,
            TimeSpan.Zero
        );
        for (
            var month = new DateTimeOffset(
                query.To.UtcDateTime.Year,
                query.To.UtcDateTime.Month,
                1,
                0,
                0,
                0,
                TimeSpan.Zero
            );
            month >= first;
            month = month.AddMonths(-1)
        )
        {
            yield return query is TraceQuery.OfUser(var user)
                ? TraceIndexKeys.User(user, month)
                : keys.Partition((query as TraceQuery.OfPatient)?.Patient, month);
        }
    }

    private static TraceEntry EntryOf(Caller auditor, TraceQuery query, int count) =>
        TraceEntry.By(auditor, TraceAction.TracesRead) with
        {
            Patient = (query as TraceQuery.OfPatient)?.Patient,
            RcpId = (query as TraceQuery.OfRcp)?.RcpId,
            Detail = query is TraceQuery.OfUser(var user)
                ? new Dictionary<string, string> { ["count"] = count.ToString(), ["of"] = user }
                : new Dictionary<string, string> { ["count"] = count.ToString() },
        };

    /// <summary>A cursor is the row key of the last trace given; the next one sorts after it.</summary>
    private static bool TryReadCursor(string? cursor, out string? after)
    {
        after = null;
        if (cursor is null)
        {
            return true;
        }

        var row =
            cursor.Length <= 100 && Base64Url.IsValid(cursor)
                ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor))
                : "";
        after = row + "~";
        return RowForm().IsMatch(row);
    }

    [GeneratedRegex(@"\At\|[0-9]{19}\|[0-9A-Z]{26}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RowForm();

    [LoggerMessage(3032, LogLevel.Critical, "A trace is missing: its row {Partition} {Row} is gone or cannot be read.")]
    private partial void LogMissing(string partition, string row);
}

using System.Buffers.Text;
using System.Text;
using KryptonFunctions.Access;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Gives an auditor the traces of a patient, a user, an RCP or a day. The reading is traced before they are given. A
/// trace that the index knows and the table no longer holds, or not as a trace, is counted in the page and logged as
/// critical: traces are never deleted.
/// </summary>
public sealed partial class TraceReader(
    TraceTable table,
    TraceFinder finder,
    TraceWriter writer,
    ILogger<TraceReader> logger
)
{
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
            var rows = await finder.FindAsync(query, after, cancellationToken);
            var page = rows.Count > query.Limit ? rows[..query.Limit] : rows;
            var found = await table.ReadAsync(page, cancellationToken);
            TraceRow[] missing = [.. page.Select(row => row.Place).Except(found.Select(f => f.Row))];
            foreach (var row in missing)
            {
                LogMissing(row.Partition, row.Row);
            }

            var next =
                rows.Count > query.Limit ? Base64Url.EncodeToString(Encoding.ASCII.GetBytes(page[^1].Place.Row)) : null;
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

    private static TraceEntry EntryOf(Caller auditor, TraceQuery query, int count) =>
        TraceEntry.By(auditor, TraceAction.TracesRead) with
        {
            Patient = query is TraceQuery.OfPatient([var one]) ? one : null,
            Records = query is TraceQuery.OfPatient([_, _, ..] several) ? several : [],
            RcpId = (query as TraceQuery.OfRcp)?.RcpId,
            Detail = DetailOf(query, count),
        };

    private static Dictionary<string, string> DetailOf(TraceQuery query, int count)
    {
        var detail = new Dictionary<string, string> { ["count"] = count.ToString() };
        switch (query)
        {
            case TraceQuery.OfUser(var user):
                detail["of"] = user;
                break;
            case TraceQuery.OfDay day:
                detail["day"] = DateOnly.FromDateTime(day.From.UtcDateTime).ToString("O");
                break;
        }

        return detail;
    }

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
        return TraceKeys.IsTraceRow(row);
    }

    [LoggerMessage(3032, LogLevel.Critical, "A trace is missing: its row {Partition} {Row} is gone or cannot be read.")]
    private partial void LogMissing(string partition, string row);
}

using System.Globalization;
using Azure.Data.Tables;
using KryptonFunctions.Access;
using KryptonFunctions.Traces.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Traces;

/// <summary>
/// Counts the index rows of a few months into figures. Reads every row of the period: some 1,000 a request to storage.
/// </summary>
public sealed class ActivityReader(TableServiceClient tables, TraceWriter traces, IOptions<TracesOptions> options)
{
    private static readonly string[] Columns =
    [
        "PartitionKey",
        TraceColumns.User,
        TraceColumns.Organization,
        TraceColumns.RcpId,
        TraceColumns.Outcome,
        .. TraceFacts.All,
    ];

    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);

    /// <summary>
    /// The figures from the first day of one month to the last of another; traced before they are given. 503 where
    /// storage does not answer.
    /// </summary>
    public async Task<Outcome<ActivityFigures>> ReadAsync(
        Caller caller,
        DateOnly firstMonth,
        DateOnly lastMonth,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var events = await ReadAsync(Start(firstMonth), Start(lastMonth.AddMonths(1)), cancellationToken);
            var figures = new ActivityFigures(
                Month(firstMonth),
                Month(lastMonth),
                Rows(events, e => Month(e.Day)),
                Rows(events, e => e.RcpId),
                Rows(events, e => e.Organization),
                Rows(events, e => e.Site),
                Rows(events, e => e.Department),
                Unusual(events)
            );
            return
                await traces.WriteAsync(TraceEntry.By(caller, TraceAction.ActivityRead), cancellationToken)
                    is Outcome<TraceId>.Failed(var failure)
                ? failure
                : figures;
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return StorageFailure.Now;
        }
    }

    private async Task<List<ActivityEvent>> ReadAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var (first, end) = (TraceIndexKeys.DayFrom(from), TraceIndexKeys.DayFrom(to));
        var events = new List<ActivityEvent>();
        await foreach (
            var row in index.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end}"),
                select: Columns,
                cancellationToken: cancellationToken
            )
        )
        {
            if (ActivityEvent.From(row) is { } read)
            {
                events.Add(read);
            }
        }

        return events;
    }

    private static List<ActivityRow> Rows(List<ActivityEvent> events, Func<ActivityEvent, string?> key) =>
        [
            .. from e in events
            let k = key(e)
            where k is not null
            group e by k into g
            orderby g.Key
            select ActivityRow.From(g.Key, [.. g]),
        ];

    private List<UnusualVolume> Unusual(List<ActivityEvent> events) =>
        [
            .. from e in events
            where e.Figure == ActivityFigure.Searches && e.User is not null
            group e by (e.Day, User: e.User!) into g
            where g.Count() > options.Value.UnusualSearchesPerDay
            orderby g.Key
            select new UnusualVolume(g.Key.Day, g.Key.User, g.Count()),
        ];

    private static DateTimeOffset Start(DateOnly month) => new(month.Year, month.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

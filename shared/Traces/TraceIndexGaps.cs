using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Announces again the traces of a day that the index does not name. Their message was lost with its queue, after a
/// restore or by somebody's hand: they stand in their chains, but no auditor would find them by user, RCP or day, and
/// Krypton would never be told. A message lost on the way to Krypton, after the index, is not seen here.
/// </summary>
public sealed partial class TraceIndexGaps(
    TableServiceClient tables,
    TraceAnnouncer announcer,
    ILogger<TraceIndexGaps> logger
)
{
    private const int AtOnce = 100;

    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);

    /// <summary>Ends when the announcements are in the queue; how many there were is logged.</summary>
    /// <param name="day">A day that is over, so that nothing of it is on its way any more.</param>
    /// <param name="traces">The traces of that day.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task CloseAsync(DateOnly day, IEnumerable<TraceRow> traces, CancellationToken cancellationToken)
    {
        var missing = traces.ToHashSet();
        await foreach (var row in IndexOfAsync(day, cancellationToken))
        {
            missing.Remove(new TraceRow(row.TryGetText(TraceColumns.Partition) ?? "", row.RowKey));
        }

        if (missing.Count > 0)
        {
            LogGaps(missing.Count, day);
        }

        // A few at a time: who writes a trace now waits for the same announcer.
        foreach (var some in missing.Chunk(AtOnce))
        {
            await announcer.AnnounceAsync(some.Select(row => new AnnouncedTrace(row, null)), cancellationToken);
        }
    }

    private AsyncPageable<TableEntity> IndexOfAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var (first, end) = (TraceIndexKeys.DayFrom(start), TraceIndexKeys.DayFrom(start.AddDays(1)));
        return index.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end}"),
            select: [nameof(TableEntity.RowKey), TraceColumns.Partition],
            cancellationToken: cancellationToken
        );
    }

    [LoggerMessage(3037, LogLevel.Critical, "{Count} traces of {Day} were not in the index; they are announced again.")]
    private partial void LogGaps(int count, DateOnly day);
}

using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>The rows by which a trace is found: by user, by RCP, by each record it names, by day and action.</summary>
internal static class TraceIndexRows
{
    public static IEnumerable<TableEntity> From(StoredTrace stored, TraceKeys keys)
    {
        var (trace, entry, (partition, row)) = (stored.Trace, stored.Trace.Entry, stored.Row);
        yield return new TableEntity(TraceIndexKeys.User(entry.User.User, trace.At), row)
        {
            [TraceColumns.Partition] = partition,
        };
        if (entry.RcpId is { } rcp)
        {
            yield return new TableEntity(TraceIndexKeys.Rcp(rcp), row) { [TraceColumns.Partition] = partition };
        }

        // A record that is named twice would be one row twice, and a transaction refuses that.
        foreach (var record in entry.Records.Distinct(StringComparer.Ordinal))
        {
            var own = keys.Partition(record, trace.At);
            yield return new TableEntity(TraceIndexKeys.Record(own), row) { [TraceColumns.Partition] = partition };
        }

        // What the figures are made of, and the traces of a day are found by: no name of a patient.
        var counted = new TableEntity(TraceIndexKeys.Day(trace.At, entry.Action), row)
        {
            [TraceColumns.Partition] = partition,
            [TraceColumns.User] = entry.User.User,
            [TraceColumns.Organization] = entry.User.Organization,
            [TraceColumns.RcpId] = entry.RcpId,
            [TraceColumns.Outcome] = Trace.NameOf(entry.Outcome),
        };
        foreach (var fact in TraceFacts.All.Where(entry.Detail.ContainsKey))
        {
            counted[fact] = entry.Detail[fact];
        }

        yield return counted;
    }

    /// <summary>What tells the night's digest which chains to look at.</summary>
    public static IEnumerable<TableEntity> Touched(DateOnly day, IEnumerable<TraceRow> rows) =>
        rows.Select(row => row.Partition)
            .Distinct(StringComparer.Ordinal)
            .Select(partition => new TableEntity(TraceIndexKeys.Touched(day), partition));
}

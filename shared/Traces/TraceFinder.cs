using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>Where the traces stand that an auditor asks for, newest first.</summary>
public sealed class TraceFinder(TraceTable table, TraceKeys keys, TableServiceClient tables)
{
    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);

    /// <summary>One row more than asked for, so that the end is known.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="after">Rows from this key on; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<List<FoundTrace>> FindAsync(TraceQuery query, string? after, CancellationToken cancellationToken)
    {
        if (query is TraceQuery.OfDay day)
        {
            return await OfDayAsync(day, after, cancellationToken);
        }

        var rows = new List<FoundTrace>();
        foreach (var places in Places(query))
        {
            var found = await Task.WhenAll(places.Select(place => ReadAsync(place, query, after, cancellationToken)));
            rows.AddRange(NewestFirst(found));
            if (rows.Count > query.Limit)
            {
                return rows[..(query.Limit + 1)];
            }
        }

        return rows;
    }

    /// <summary>The index has a partition for each action of a day, so the newest of each are merged.</summary>
    private async Task<List<FoundTrace>> OfDayAsync(
        TraceQuery.OfDay query,
        string? after,
        CancellationToken cancellationToken
    )
    {
        var actions = query.Action is { } one ? [one] : Enum.GetValues<TraceAction>();
        var found = await Task.WhenAll(
            actions.Select(action =>
                ReadAsync(new Place(index, TraceIndexKeys.Day(query.From, action)), query, after, cancellationToken)
            )
        );
        return [.. NewestFirst(found).Take(query.Limit + 1)];
    }

    private static IEnumerable<FoundTrace> NewestFirst(IEnumerable<IEnumerable<FoundTrace>> found) =>
        found
            .SelectMany(rows => rows)
            .OrderBy(row => row.Place.Row, StringComparer.Ordinal)
            .ThenBy(row => row.Entity is null)
            .DistinctBy(row => row.Place);

    private static async Task<List<FoundTrace>> ReadAsync(
        Place place,
        TraceQuery query,
        string? after,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = (after ?? TraceKeys.RowFrom(query.To), TraceKeys.RowFrom(query.From.AddTicks(-1)));
        return await place
            .Table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {place.Partition} and RowKey ge {from} and RowKey lt {to}"
                ),
                maxPerPage: Math.Min(query.Limit + 1, 1000),
                select: place.HoldsTraces ? null : ["PartitionKey", "RowKey", TraceColumns.Partition],
                cancellationToken: cancellationToken
            )
            .Take(query.Limit + 1)
            .Select(row =>
                place.HoldsTraces
                    ? new FoundTrace(new(place.Partition, row.RowKey), row)
                    : new FoundTrace(new(row.TryGetText(TraceColumns.Partition) ?? place.Partition, row.RowKey), null)
            )
            .ToListAsync(cancellationToken);
    }

    /// <summary>Where to look together, the newest first.</summary>
    private IEnumerable<IReadOnlyList<Place>> Places(TraceQuery query)
    {
        if (query is TraceQuery.OfRcp(var rcpId))
        {
            yield return [new Place(index, TraceIndexKeys.Rcp(rcpId))];
            yield break;
        }

        for (var month = FirstOf(query.To); month >= FirstOf(query.From); month = month.AddMonths(-1))
        {
            yield return query switch
            {
                TraceQuery.OfUser(var user) => [new Place(index, TraceIndexKeys.User(user, month))],
                TraceQuery.OfPatient(var records) =>
                [
                    .. records.Select(record => keys.Partition(record, month)).SelectMany(OfRecord),
                ],
                _ => throw new InvalidOperationException("A question that goes by months is of a user or a patient."),
            };
        }
    }

    /// <summary>A record's own chain, and what named it beside others.</summary>
    private IEnumerable<Place> OfRecord(string partition) =>
        [new Place(table.Client, partition, true), new Place(index, TraceIndexKeys.Record(partition))];

    /// <param name="Table">The traces themselves, or their index.</param>
    /// <param name="Partition">Its partition.</param>
    /// <param name="HoldsTraces">The range brings the traces with it: one call instead of one for each.</param>
    private sealed record Place(TableClient Table, string Partition, bool HoldsTraces = false);

    private static DateTimeOffset FirstOf(DateTimeOffset instant) =>
        new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>A trace that answers the question.</summary>
/// <param name="Place">Where it stands in the table <c>Traces</c>.</param>
/// <param name="Entity">Its row, where the search has read it already.</param>
public sealed record FoundTrace(TraceRow Place, TableEntity? Entity);

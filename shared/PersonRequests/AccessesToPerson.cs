using Azure.Data.Tables;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;

namespace KryptonFunctions.PersonRequests;

/// <summary>What the traces say of the accesses to a person's data, over all the years they are kept.</summary>
public sealed class AccessesToPerson(TraceFinder finder, TraceTable table, TimeProvider time)
{
    private const int PageSize = 200;

    /// <param name="patientIds">Krypton's ids: all that was done with these records.</param>
    /// <param name="preFiches">All that was done for these pré-fiches.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The accesses, oldest first, and how many traces are gone that should be there.</returns>
    internal async Task<(IReadOnlyList<TracedAccess> Accesses, int Missing)> ReadAsync(
        IReadOnlyCollection<string> patientIds,
        IReadOnlyCollection<CareContext> preFiches,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = (await OldestMonthAsync(cancellationToken), time.GetUtcNow().AddMinutes(1));
        var found = new Dictionary<TraceRow, Trace?>();
        foreach (var id in patientIds)
        {
            var query = new TraceQuery.OfPatient(id)
            {
                From = from,
                To = to,
                Limit = PageSize,
            };
            await ReadAsync(query, found, _ => true, cancellationToken);
        }

        foreach (var rcp in preFiches.GroupBy(context => context.RcpId, StringComparer.Ordinal))
        {
            var ids = rcp.Select(context => context.PreFicheId).ToHashSet();
            var query = new TraceQuery.OfRcp(rcp.Key)
            {
                From = from,
                To = to,
                Limit = PageSize,
            };
            await ReadAsync(query, found, trace => ids.Contains(trace.Entry.PreFicheId), cancellationToken);
        }

        return (
            [.. found.Values.OfType<Trace>().OrderBy(trace => trace.At).Select(TracedAccess.From)],
            found.Values.Count(trace => trace is null)
        );
    }

    private async Task ReadAsync(
        TraceQuery query,
        Dictionary<TraceRow, Trace?> found,
        Func<Trace, bool> concerns,
        CancellationToken cancellationToken
    )
    {
        for (string? after = null; ; )
        {
            var rows = await finder.FindAsync(query, after, cancellationToken);
            FoundTrace[] page = [.. rows.Take(PageSize)];
            var read = (await table.ReadAsync(page, cancellationToken)).ToDictionary(s => s.Row, s => s.Trace);
            foreach (
                var row in page.Select(row => row.Place)
                    .Where(row => !read.TryGetValue(row, out var trace) || concerns(trace))
            )
            {
                found[row] = read.GetValueOrDefault(row);
            }

            if (rows.Count <= PageSize)
            {
                return;
            }

            // The next row after the last that was read.
            after = page[^1].Place.Row + "~";
        }
    }

    /// <summary>The partitions of the table are in the order of their months.</summary>
    private async Task<DateTimeOffset> OldestMonthAsync(CancellationToken cancellationToken)
    {
        await foreach (
            var row in table.Client.QueryAsync<TableEntity>(
                maxPerPage: 1,
                select: ["PartitionKey"],
                cancellationToken: cancellationToken
            )
        )
        {
            return TraceKeys.IsPartition(row.PartitionKey)
                ? new DateTimeOffset(TraceKeys.MonthOf(row.PartitionKey).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                : time.GetUtcNow().AddYears(-MaxYears);
        }

        return time.GetUtcNow();
    }

    private const int MaxYears = 20;
}

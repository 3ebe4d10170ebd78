using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>
/// The instances that a meeting should have running, by the tables; <paramref name="HasPendingNotification"/> where a
/// change has not reached them.
/// </summary>
public sealed record RcpWork(
    string RcpId,
    bool HasPendingNotification,
    IReadOnlyList<string> PreFiches,
    IReadOnlyList<string> Studies
);

/// <summary>All rows of a meeting that is past its retention, before they are removed.</summary>
public sealed record ExpiredRcp(Rcp Rcp, IReadOnlyList<string> PreFiches, IReadOnlyList<string> Studies);

/// <summary>
/// What timers do about meetings: find those whose orchestrations must be running, and remove those that are past their
/// retention.
/// </summary>
public sealed class Upkeep(
    RcpStore rcps,
    StudyStore studies,
    TableServiceClient tables,
    RepatriationSchedule schedule,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(2 * 366);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(3);
    private static readonly TimeSpan Max = TimeSpan.FromDays(3650);

    /// <summary>The meetings that are not over, and those cancelled of which not all have heard.</summary>
    public async IAsyncEnumerable<RcpWork> OpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await foreach (var rcpId in rcps.OnDaysAsync(now - Behind, now + Ahead, cancellationToken))
        {
            if (await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp } || now >= rcp.EndsAt)
            {
                continue;
            }

            var open = (await studies.StudiesAsync(rcpId, cancellationToken))
                .Where(s => s.HasWork(rcp, now, schedule))
                .Select(s => s.StudyUid)
                .ToList();
            var started =
                rcp.Cancelled || now >= rcp.StartsAt
                    ? []
                    : (await rcps.PreFichesAsync(rcpId, cancellationToken))
                        .Where(p => p is { Withdrawn: false, StartedAt: not null })
                        .Select(p => p.PreFicheId);
            var isPending = await rcps.HasPendingNotificationAsync(rcp, cancellationToken);
            if (!rcp.Cancelled || open.Count > 0 || isPending)
            {
                yield return new RcpWork(rcpId, isPending, [.. started], open);
            }
        }
    }

    /// <summary>The meetings that are past their retention.</summary>
    public async IAsyncEnumerable<ExpiredRcp> PastAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = time.GetUtcNow() - options.Value.Retention;
        await foreach (var rcpId in rcps.OnDaysAsync(last - Max, last, cancellationToken))
        {
            if (await rcps.FindAsync(rcpId, cancellationToken) is { Value: var rcp } && rcp.StartsAt < last)
            {
                yield return new ExpiredRcp(
                    rcp,
                    [.. (await rcps.PreFichesAsync(rcpId, cancellationToken)).Select(p => p.PreFicheId)],
                    [.. (await studies.StudiesAsync(rcpId, cancellationToken)).Select(s => s.StudyUid)]
                );
            }
        }
    }

    /// <summary>Removes the meeting with all traits and studies. Traces stay.</summary>
    public async Task RemoveAsync(Rcp rcp, CancellationToken cancellationToken)
    {
        await studies.RemoveAllAsync(rcp.RcpId, cancellationToken);
        await rcps.RemoveAsync(rcp, cancellationToken);
    }

    /// <summary>Removes the memory of notifications that are older than their window by far.</summary>
    public async Task ForgetNotificationsAsync(CancellationToken cancellationToken)
    {
        var rows = new TableRows(tables.GetTableClient(RcpKeys.Table));
        var (from, to) = RcpKeys.NotificationsBefore(time.GetUtcNow().AddHours(-2));
        var old = rows.Client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}"),
            select: ["PartitionKey"],
            cancellationToken: cancellationToken
        );
        foreach (var hour in await old.Select(row => row.PartitionKey).Distinct().ToListAsync(cancellationToken))
        {
            await rows.RemoveAllAsync(hour, rows: null, cancellationToken);
        }
    }
}

using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>Who must hear that a meeting has changed.</summary>
/// <param name="Version">Of the meeting that they hear of; 0 where there is none.</param>
/// <param name="Cancelled">The meeting does not take place.</param>
/// <param name="Active">Pré-fiches whose orchestration must run.</param>
/// <param name="Leaving">Pré-fiches whose orchestration, where it runs, must end.</param>
/// <param name="Studies">Studies whose orchestration must run.</param>
public sealed record RcpSubscribers(
    int Version,
    bool Cancelled,
    IReadOnlyList<string> Active,
    IReadOnlyList<string> Leaving,
    IReadOnlyList<string> Studies
);

/// <summary>
/// Carries a change of the meeting into the tables, and lists from them who must hear of it. Children of an
/// orchestration do not end with it, so each is told.
/// </summary>
public sealed class NotifyRcpInstances(
    RcpStore rcps,
    StudyStore studies,
    RepatriationSchedule schedule,
    TimeProvider time
)
{
    public async Task<RcpSubscribers> ListSubscribersAsync(string rcpId, CancellationToken cancellationToken)
    {
        if (await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp })
        {
            return new RcpSubscribers(Version: 0, Cancelled: false, [], [], []);
        }

        var preFiches = await rcps.PreFichesAsync(rcpId, cancellationToken);
        var withdrawn = preFiches.Where(p => p.Withdrawn).Select(p => p.PreFicheId).ToHashSet(StringComparer.Ordinal);
        foreach (var study in await studies.StudiesAsync(rcpId, cancellationToken))
        {
            foreach (var preFicheId in study.WantedBy.Where(withdrawn.Contains))
            {
                await studies.DetachAsync(rcpId, preFicheId, study.StudyUid, cancellationToken);
            }
        }

        var now = time.GetUtcNow();
        var started = preFiches
            .Where(p => p.StartedAt is not null)
            .ToLookup(p => !p.Withdrawn && !rcp.Cancelled && now < rcp.StartsAt, p => p.PreFicheId);
        var concerned = (await studies.StudiesAsync(rcpId, cancellationToken))
            .Where(s => s.HasWork(rcp, now, schedule))
            .Select(s => s.StudyUid);
        return new RcpSubscribers(rcp.Version, rcp.Cancelled, [.. started[true]], [.. started[false]], [.. concerned]);
    }

    /// <summary>All of them have heard of this version.</summary>
    public Task MarkNotifiedAsync(string rcpId, int version, CancellationToken cancellationToken) =>
        version > 0 ? rcps.MarkNotifiedAsync(rcpId, version, cancellationToken) : Task.CompletedTask;
}

using Krypton.Access;
using Krypton.Rcps.Repatriations;
using Krypton.Rcps.Storage;

namespace Krypton.Rcps.Steps;

/// <summary>
/// One step of all studies that came in by one pré-fiche, at the same time: one reading of the tables and one turn for all of them. A study that takes
/// long is broken off and named, so that it holds no other; every step may be repeated.
/// </summary>
public sealed class AdvanceStudies(RcpStore rcps, StudyStore studies, AdvanceStudy advance, Timetable timetable, TimeProvider time)
{
    /// <summary>Real time, since it is calls on the wire that hang. A step takes a fraction of a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<StudiesStep> RunAsync(StudiesTurn turn, CancellationToken cancellationToken)
    {
        if (await rcps.FindAsync(turn.RcpId, cancellationToken) is not { Value: var rcp })
        {
            return new StudiesStep(Over: true, NextAt: null, Changed: false, []);
        }

        var all = await studies.CameByAsync(turn.RcpId, turn.FirstPreFiche, cancellationToken);
        var mine = all.Where(study => !turn.Apart.Contains(study.Value.StudyUid)).ToList();
        var now = time.GetUtcNow();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var steps = await Task.WhenAll(mine.Select(study => TryAsync(rcp, study, MayLook(turn, rcp, study.Value, now), patience.Token)));
        cancellationToken.ThrowIfCancellationRequested();
        var done = steps.OfType<StudyStep>().ToList();
        var open = done.Where(step => step.Next != NextStep.End).ToList();
        return new StudiesStep(
            Over: open.Count == 0,
            GroupedDue.Of([.. open.Select(step => step.NextAt ?? now)], now, rcp.StartsAt),
            done.Exists(step => step.Changed),
            [.. mine.Zip(steps).Where(pair => pair.Second is null).Select(pair => pair.First.Value.StudyUid)]);
    }

    /// <summary>Whether its time has come. One under way is looked at when it is due, when Krypton reports on it, or when the RCP begins before it is due.</summary>
    private bool MayLook(StudiesTurn turn, Rcp rcp, WantedStudy study, DateTimeOffset now)
    {
        var repatriation = study.Repatriation;
        if (turn.Everything || turn.Reported.Contains(study.StudyUid))
        {
            return true;
        }

        return RepatriationRules.IsUnderWay(repatriation)
            ? repatriation.NextAt is null || repatriation.NextAt <= now || repatriation.NextAt > rcp.StartsAt
            : study.HasWork(rcp, now, timetable);
    }

    /// <summary>Null where it took too long or broke. That the storage cannot be had is the failure of all, and the whole step is repeated.</summary>
    private async Task<StudyStep?> TryAsync(Rcp rcp, Versioned<WantedStudy> study, bool mayLook, CancellationToken cancellationToken)
    {
        try
        {
            return await advance.RunAsync(rcp, study, mayLook, cancellationToken);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested || !(StorageFailure.Is(e) || e is TraceUnavailableException))
        {
            return null;
        }
    }
}

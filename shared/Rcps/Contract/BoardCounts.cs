namespace KryptonFunctions.Rcps.Contract;

/// <summary>The counts of a meeting. Studies are counted once, however many pré-fiches want them.</summary>
/// <param name="Prefiches">Number of pré-fiches that are not withdrawn.</param>
/// <param name="AwaitingIdentity">Number of those whose search runs, or waits for the user's choice.</param>
/// <param name="Studies">Number of attached studies.</param>
/// <param name="Online">Number of those that can be shown now.</param>
/// <param name="InProgress">Number of those on their way.</param>
/// <param name="Failed">Number of those that failed, were rejected, are partial or expired, or wait for somebody to
/// act.</param>
/// <param name="Late">Number of those on their way although the meeting is about to begin.</param>
public sealed record BoardCounts(
    int Prefiches,
    int AwaitingIdentity,
    int Studies,
    int Online,
    int InProgress,
    int Failed,
    int Late
)
{
    public static BoardCounts From(
        Rcp rcp,
        IReadOnlyList<PreFiche> preFiches,
        IEnumerable<WantedStudy> studies,
        IEnumerable<AttachedStudy> attached,
        DateTimeOffset now,
        PrefetchOptions options
    )
    {
        var present = preFiches.Where(p => !p.Withdrawn).ToList();
        var conflicts = Conflicts.Of(preFiches, attached);
        var wanted = studies
            .Where(s => s.WantedBy.Count > 0)
            .Select(s => conflicts.Contains(s.StudyUid) ? s.Repatriation.InConflict() : s.Repatriation)
            .ToList();
        var open = wanted.Count(r => r.IsOpen);
        return new BoardCounts(
            present.Count,
            present.Count(p => p.Identity is IdentityState.Searching or IdentityState.AwaitingChoice),
            wanted.Count,
            wanted.Count(r => r.IsOnline),
            open,
            wanted.Count(r => r.IsTrouble),
            now >= rcp.StartsAt - options.LastStretch ? open : 0
        );
    }
}

using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>Makes the board from the rows of the tables; pure.</summary>
public static class BoardMaker
{
    private static readonly Repatriation NotYet = new();

    public static Board Make(
        Rcp rcp,
        IReadOnlyList<PreFiche> preFiches,
        IReadOnlyList<WantedStudy> studies,
        IReadOnlyList<AttachedStudy> attached,
        DateTimeOffset now,
        PrefetchOptions options
    )
    {
        var counts = BoardCounts.From(rcp, preFiches, studies, attached, now, options);
        var ways = studies.ToDictionary(s => s.StudyUid, s => s.Repatriation, StringComparer.Ordinal);
        var byPreFiche = attached.Where(a => a.IsAttached).ToLookup(a => a.PreFicheId, StringComparer.Ordinal);
        return new Board(
            rcp.RcpId,
            rcp.StartsAt,
            State(rcp, counts, now, options),
            counts,
            [
                .. preFiches
                    .Where(p => !p.Withdrawn)
                    .Select(p => new BoardPreFiche(
                        p.PreFicheId,
                        p.Identity,
                        p.Candidates,
                        [
                            .. byPreFiche[p.PreFicheId]
                                .OrderByDescending(a => a.StartedAt)
                                .ThenBy(a => a.StudyUid, StringComparer.Ordinal)
                                .Select(a => new AttachedNow(
                                    a,
                                    ways.GetValueOrDefault(a.StudyUid, NotYet),
                                    IsInConflict: !p.Holds(a)
                                ).OnBoard()),
                        ]
                    )),
            ]
        );
    }

    private static BoardState State(Rcp rcp, BoardCounts counts, DateTimeOffset now, PrefetchOptions options) =>
        counts switch
        {
            _ when rcp.Cancelled => BoardState.Cancelled,
            _ when now >= rcp.EndsAt => BoardState.Closed,
            { Failed: > 0 } or { Late: > 0 } => BoardState.Attention,
            { AwaitingIdentity: > 0 } when now >= rcp.StartsAt - options.LastStretch => BoardState.Attention,
            { AwaitingIdentity: 0 } when counts.Online == counts.Studies => BoardState.Ready,
            _ => BoardState.Preparing,
        };
}

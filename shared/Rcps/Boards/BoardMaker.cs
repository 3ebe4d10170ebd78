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
        List<BoardPreFiche> shown =
        [
            .. preFiches
                .Where(p => !p.Withdrawn)
                .Select(p =>
                {
                    var own = byPreFiche[p.PreFicheId].ToList();
                    var readiness = PreFicheReadiness.Of(rcp, p, own.Count > 0, now, options);
                    return new BoardPreFiche(
                        p.PreFicheId,
                        p.Identity,
                        p.Candidates,
                        [
                            .. own.OrderByDescending(a => a.StartedAt)
                                .ThenBy(a => a.StudyUid, StringComparer.Ordinal)
                                .Select(a =>
                                    Shown(p, a, ways.GetValueOrDefault(a.StudyUid, NotYet), rcp, now, options)
                                ),
                        ],
                        readiness?.Code,
                        readiness?.French,
                        readiness?.Since,
                        readiness?.NextAttemptAt
                    );
                }),
        ];
        var isWanting = shown.Exists(p => p.ReasonCode is not null);
        return new Board(
            rcp.RcpId,
            rcp.StartsAt,
            State(rcp, counts, isWanting, now, options),
            counts,
            rcp.Priority,
            rcp.AutoConfirm,
            rcp.Rules,
            shown
        );
    }

    private static BoardStudy Shown(
        PreFiche preFiche,
        AttachedStudy study,
        Repatriation way,
        Rcp rcp,
        DateTimeOffset now,
        PrefetchOptions options
    ) =>
        new AttachedNow(
            study,
            way.SeenAt(now, rcp.StartsAt - options.LastStretch),
            IsInConflict: !preFiche.Holds(study)
        ).OnBoard();

    private static BoardState State(
        Rcp rcp,
        BoardCounts counts,
        bool isWanting,
        DateTimeOffset now,
        PrefetchOptions options
    ) =>
        counts switch
        {
            _ when rcp.Cancelled => BoardState.Cancelled,
            _ when now >= rcp.EndsAt => BoardState.Closed,
            { Failed: > 0 } or { Late: > 0 } => BoardState.Attention,
            _ when isWanting => now >= rcp.StartsAt - options.LastStretch ? BoardState.Attention : BoardState.Preparing,
            _ => counts.Online == counts.Studies ? BoardState.Ready : BoardState.Preparing,
        };
}

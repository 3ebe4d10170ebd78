using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>One turn of a meeting: which pré-fiches may begin to search, and how all stands.</summary>
public sealed class StartPreFiches(
    RcpStore rcps,
    StudyStore studies,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    private static readonly BoardCounts None = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>A search that has taken longer than this keeps no other from its turn.</summary>
    private static readonly TimeSpan MaxSearch = TimeSpan.FromMinutes(5);

    /// <summary>The look-out for slots where events were lost.</summary>
    private static readonly TimeSpan WhileSomeWait = TimeSpan.FromSeconds(30);

    public async Task<(RcpTurn Round, IReadOnlyList<string> Starting)> ChooseAsync(
        string rcpId,
        CancellationToken cancellationToken
    )
    {
        if (await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp })
        {
            return (new RcpTurn(Over: true, None, LookAgainAt: null), []);
        }

        var now = time.GetUtcNow();
        var isPending = await rcps.HasPendingNotificationAsync(rcp, cancellationToken);
        var preFiches = await rcps.PreFichesAsync(rcpId, cancellationToken);
        var counts = BoardCounts.From(
            rcp,
            preFiches,
            await studies.StudiesAsync(rcpId, cancellationToken),
            await studies.AttachedAsync(rcpId, cancellationToken),
            now,
            options.Value
        );
        if (rcp.Cancelled || now >= rcp.EndsAt)
        {
            return (new RcpTurn(Over: true, counts, LookAgainAt: null, isPending), []);
        }

        var waiting = preFiches
            .Where(p => p is { Withdrawn: false, StartedAt: null })
            .Select(p => p.PreFicheId)
            .ToList();
        var searching = preFiches.Count(p =>
            p is { Withdrawn: false, SearchedAt: null, Choice: null } && p.StartedAt > now - MaxSearch
        );
        var starting = waiting.Take(Math.Max(0, options.Value.SearchesAtOnce - searching)).ToList();
        var lookAgain = waiting.Count > starting.Count ? now + WhileSomeWait : rcp.EndsAt;
        return (new RcpTurn(Over: false, counts, lookAgain, isPending), starting);
    }

    /// <summary>The pré-fiche has had its turn.</summary>
    public Task MarkStartedAsync(string rcpId, string preFicheId, CancellationToken cancellationToken) =>
        rcps.ChangePreFicheAsync(
            rcpId,
            preFicheId,
            p => p.StartedAt is null ? p with { StartedAt = time.GetUtcNow() } : p,
            cancellationToken
        );
}

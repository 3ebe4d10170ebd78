using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// Keeps what a search of a pré-fiche found, and what follows from it: when to search again, and, where the RCP says
/// so, the choice.
/// </summary>
public sealed class EndSearch(
    RcpStore rcps,
    SearchStore searches,
    TraceWriter traceWriter,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    private readonly SearchTraces traces = new(traceWriter);

    /// <summary>
    /// May be repeated from any point: the search is counted and traced once, by its id, and an automatic choice is
    /// traced once, by its time. Traits that changed meanwhile stay unsearched.
    /// </summary>
    public async Task EndAsync(
        string rcpId,
        string preFicheId,
        SearchInProgress search,
        RankedCandidates ranked,
        CancellationToken cancellationToken
    )
    {
        if (
            await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp }
            || await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is not { } before
        )
        {
            return;
        }

        var found = new FoundCandidates(
            ranked.Coverage.IsComplete,
            ranked.Coverage,
            ranked.Candidates,
            search.Patient,
            ranked.Hidden,
            ranked.Alerts
        );
        SearchMetrics.OfPrefetch(found.Coverage, found.Candidates);
        var shown = await SaveAsync(rcpId, before, found, cancellationToken);
        await traces.SearchedAsync(rcp, preFicheId, search, found, cancellationToken);
        var ended = Ended(rcp, search, found, shown.Candidates);
        var after = await rcps.ChangePreFicheAsync(rcpId, preFicheId, p => p.Apply(ended), cancellationToken);
        if (after is { Choice: { Automatic: true } choice })
        {
            // Whoever made it: the run that did may have died before its trace.
            await traces.ChosenAutomaticallyAsync(rcp, preFicheId, choice, cancellationToken);
        }

        await searches.EndAsync(rcpId, preFicheId, cancellationToken);
    }

    /// <summary>
    /// Ends a search whose traits the pré-fiche no longer has: that it was made is traced, nothing of it is kept.
    /// </summary>
    public async Task GiveUpAsync(
        string rcpId,
        string preFicheId,
        SearchInProgress search,
        int queries,
        CancellationToken cancellationToken
    )
    {
        if (await rcps.FindAsync(rcpId, cancellationToken) is { Value: var rcp })
        {
            await traces.GivenUpAsync(rcp, preFicheId, search, queries, cancellationToken);
        }

        await searches.EndAsync(rcpId, preFicheId, cancellationToken);
    }

    /// <summary>
    /// What is shown from now on. A search that Krypton did not answer whole and that found nobody does not take away
    /// what an earlier one found.
    /// </summary>
    private async Task<FoundCandidates> SaveAsync(
        string rcpId,
        PreFiche preFiche,
        FoundCandidates found,
        CancellationToken cancellationToken
    )
    {
        if (
            found is { Complete: false, Candidates: [] }
            && await searches.CandidatesAsync(rcpId, preFiche, cancellationToken) is { } earlier
        )
        {
            return earlier;
        }

        await searches.FoundAsync(rcpId, preFiche.PreFicheId, found, cancellationToken);
        return found;
    }

    private EndedSearch Ended(Rcp rcp, SearchInProgress search, FoundCandidates found, IReadOnlyList<Candidate> shown)
    {
        var now = time.GetUtcNow();
        return new EndedSearch(
            search.Id,
            search.Patient,
            now,
            SearchAgainAfter: found.Coverage.QueriesFailed == 0 ? null : options.Value.SearchAgain,
            shown,
            found.Complete,
            Unanswered: found.Coverage is { QueriesSent: > 0 }
                && found.Coverage.QueriesFailed >= found.Coverage.QueriesSent,
            Automatic: rcp.AutoConfirm == AutoConfirm.QualifiedIns
                ? AutomaticChoice.From(found, rcp.SavedBy, now)
                : null
        );
    }
}

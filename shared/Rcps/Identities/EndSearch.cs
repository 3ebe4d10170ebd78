using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Steps;
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
    TraceWriter traces,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

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

        var found = new FoundCandidates(ranked.Coverage.IsComplete, ranked.Coverage, ranked.Candidates);
        var earlier = found is { Complete: false, Candidates: [] }
            ? await searches.CandidatesAsync(rcpId, before, cancellationToken)
            : null;
        if (earlier is null)
        {
            await searches.FoundAsync(rcpId, preFicheId, found with { Patient = search.Patient }, cancellationToken);
        }

        var candidates = (earlier ?? found).Candidates;
        await TraceAsync(rcp, preFicheId, search, found, cancellationToken);
        var automatic =
            rcp.AutoConfirm == AutoConfirm.QualifiedIns
                ? AutomaticChoice.From(found, rcp.SavedBy, time.GetUtcNow())
                : null;
        var after = await rcps.ChangePreFicheAsync(
            rcpId,
            preFicheId,
            p =>
                p.PatientDigest() != search.Patient || p.LastSearch == search.Id ? p
                : Searched(p, search, found.Coverage.QueriesFailed == 0, candidates) is var searched
                && searched.Choice is null
                    ? searched with
                    {
                        Choice = automatic,
                    }
                : searched,
            cancellationToken
        );
        if (after is { Choice: { Automatic: true } choice })
        {
            // Whoever made it: the run that did may have died before its trace.
            await TraceChoiceAsync(rcp, preFicheId, choice, cancellationToken);
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
            await WriteAsync(
                Entry(rcp, preFicheId, TraceAction.Searched, $"search-{search.Id}") with
                {
                    Detail = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["complete"] = "false",
                        ["candidates"] = "0",
                        ["queries"] = $"{queries}",
                        ["givenUp"] = "traitsChanged",
                    },
                },
                cancellationToken
            );
        }

        await searches.EndAsync(rcpId, preFicheId, cancellationToken);
    }

    private PreFiche Searched(
        PreFiche preFiche,
        SearchInProgress search,
        bool answered,
        IReadOnlyList<Candidate> candidates
    )
    {
        var now = time.GetUtcNow();
        var incomplete = answered ? 0 : preFiche.IncompleteSearches + 1;
        var wait = options.Value.SearchAgain * Math.Pow(2, Math.Min(incomplete, 16) - 1);
        var isNews =
            preFiche.Choice is { PatientIds: [] } none && candidates.Any(c => !none.NotChosen.Contains(c.PatientId));
        return preFiche with
        {
            SearchedAt = now,
            Searches = preFiche.Searches + 1,
            LastSearch = search.Id,
            IncompleteSearches = incomplete,
            SearchAgainAt = answered ? null : now + (wait < MaxWait ? wait : MaxWait),
            Candidates = candidates.Count,
            Choice = isNews ? null : preFiche.Choice,
        };
    }

    private async Task TraceAsync(
        Rcp rcp,
        string preFicheId,
        SearchInProgress search,
        FoundCandidates found,
        CancellationToken cancellationToken
    )
    {
        var entry = Entry(rcp, preFicheId, TraceAction.Searched, $"search-{search.Id}") with
        {
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["complete"] = found.Complete ? "true" : "false",
                ["candidates"] = $"{found.Candidates.Count}",
                ["queries"] = $"{found.Coverage.QueriesSent}",
                ["approaches"] = string.Join(' ', found.Coverage.Approaches.Select(a => $"{a.Approach}:{a.Outcome}")),
            },
        };
        await WriteAsync(entry, cancellationToken);
    }

    private Task TraceChoiceAsync(
        Rcp rcp,
        string preFicheId,
        IdentityChoice choice,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            Entry(rcp, preFicheId, TraceAction.CandidateChosen, $"choice-{choice.At.UtcTicks}") with
            {
                Patient = choice.PatientIds[0],
                Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["automatic"] = "qualifiedIns" },
            },
            cancellationToken
        );

    private static TraceEntry Entry(Rcp rcp, string preFicheId, TraceAction action, string step) =>
        TraceEntry.By(rcp.SavedBy.ToCaller(), action, new CareContext(rcp.RcpId, preFicheId)) with
        {
            StepKey = $"{InstanceIds.PreFiche(rcp.RcpId, preFicheId)}/{step}",
        };

    private async Task WriteAsync(TraceEntry entry, CancellationToken cancellationToken)
    {
        if (await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed)
        {
            throw new TraceUnavailableException();
        }
    }
}

using System.Diagnostics;
using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Structures;
using KryptonFunctions.Traces;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// The use case of <c>POST /identity-searches</c>: care context, limit, search, trace, and only then the candidates,
/// under ids of this caller.
/// </summary>
public sealed class SearchIdentity(
    CareContextGuard guard,
    UserLimits limits,
    PatientTraitsReader reader,
    IppAuthorities authorities,
    IdentitySearchRun run,
    TraceWriter traces,
    PatientHandles handles,
    StructureDirectory directory
)
{
    /// <summary>The ranked candidates, or why there are none to be told of.</summary>
    public async Task<Outcome<IdentitySearchResult>> SearchAsync(
        Caller caller,
        IdentitySearchRequest request,
        CancellationToken cancellationToken
    )
    {
        if (ContextOf(request) is not { } context)
        {
            return Failure.Invalid(
                "context.rcpId",
                new(
                    "La RCP, et au besoin la pré-fiche, de la recherche, par les identifiants du DCC.",
                    "The RCP, and where given the pré-fiche, for whose sake the search is made, by the DCC's ids."
                )
            );
        }

        if (await guard.CheckAsync(caller, context, cancellationToken) is { } foreign)
        {
            return foreign;
        }

        var read = reader.Read(request.Patient);
        return await read.ThenAsync(traits =>
            SearchAsync(caller, context, traits, request.ShowHidden ?? false, cancellationToken)
        );
    }

    private async Task<Outcome<IdentitySearchResult>> SearchAsync(
        Caller caller,
        CareContext context,
        PatientTraits traits,
        bool showHidden,
        CancellationToken cancellationToken
    )
    {
        if (await limits.CheckAsync(caller, LimitedUse.Search, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        // Read beside the search, whose deadline does not cover it.
        var naming = directory.ByAuthorityAsync(cancellationToken);
        var resolved = await authorities.ResolveAsync(traits, cancellationToken);
        var begun = Stopwatch.GetTimestamp();
        var outcome = await run.SearchAsync(resolved, showHidden, cancellationToken);
        SearchMetrics.OfUser(outcome, Stopwatch.GetElapsedTime(begun));
        var shown = outcome is Outcome<IdentitySearchResult>.Ok(var result) ? RecordsOf(result.Candidates) : [];
        var entries = Entry(caller, context, outcome).Showing(shown);
        if (await traces.WriteEachAsync(entries, cancellationToken) is { } untraced)
        {
            return untraced;
        }

        if (outcome is not Outcome<IdentitySearchResult>.Ok(var found))
        {
            return outcome;
        }

        var structures = await naming;
        return found with
        {
            Candidates =
            [
                .. found.Candidates.Select(candidate =>
                    candidate
                        .WithPatientIds(id => handles.Protect(caller, context.RcpId, id))
                        .WithStructures(structures)
                ),
            ],
        };
    }

    private static IEnumerable<string> RecordsOf(IEnumerable<Candidate> candidates) =>
        candidates.SelectMany(candidate => candidate.SameAs.Prepend(candidate.PatientId));

    private static TraceEntry Entry(Caller caller, CareContext context, Outcome<IdentitySearchResult> outcome)
    {
        var entry = TraceEntry.By(caller, TraceAction.Searched, context);
        return outcome is Outcome<IdentitySearchResult>.Ok(var found)
            ? entry with
            {
                Detail = Detail(found),
            }
            : entry with
            {
                Outcome = TraceOutcome.Failed,
            };
    }

    private static Dictionary<string, string> Detail(IdentitySearchResult found) =>
        new(StringComparer.Ordinal)
        {
            ["searchId"] = found.SearchId,
            ["complete"] = found.Complete ? "true" : "false",
            ["candidates"] = $"{found.Candidates.Count}",
            ["unlikely"] = $"{found.Candidates.Count(candidate => candidate.Confidence == Confidence.Unlikely)}",
            ["hidden"] = $"{found.Hidden}",
            ["queries"] = $"{found.Coverage.QueriesSent}",
            ["approaches"] = string.Join(
                ' ',
                found.Coverage.Approaches.Select(approach => $"{approach.Approach}:{approach.Outcome}")
            ),
        };

    private static CareContext? ContextOf(IdentitySearchRequest request) =>
        request.Context is { RcpId: { } rcpId, PreFicheId: var preFicheId }
        && DccIds.IsValid(rcpId)
        && (preFicheId is null || DccIds.IsValid(preFicheId))
            ? new CareContext(rcpId, preFicheId)
            : null;
}

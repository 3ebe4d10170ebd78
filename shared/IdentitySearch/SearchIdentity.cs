using Krypton.Access;
using Krypton.Structures;
using Krypton.Traces;

namespace Krypton.IdentitySearch;

/// <summary>
/// The use case of <c>POST /identity-searches</c>: care context, limit, search, trace, and only then the candidates, under ids of
/// this caller.
/// </summary>
public sealed class SearchIdentity(
    CareGate gate,
    UserLimits limits,
    PatientTraitsReader reader,
    IppAuthorities authorities,
    IdentitySearchRun run,
    TraceWriter traces,
    PatientHandles handles,
    StructureDirectory directory)
{
    /// <summary>The ranked candidates, or why there are none to be told of.</summary>
    public async Task<Outcome<IdentitySearchResult>> SearchAsync(
        Caller caller, IdentitySearchRequest request, CancellationToken cancellationToken)
    {
        if (ContextOf(request) is not { } context)
        {
            return Failure.Invalid(
                "context.rcpId", "The RCP, and where given the pré-fiche, for whose sake the search is made, by the DCC's ids.");
        }

        if (await gate.RefusalAsync(caller, context, cancellationToken) is { } foreign)
        {
            return foreign;
        }

        var read = reader.Read(request.Patient);
        return await read.ThenAsync(traits => SearchAsync(caller, context, traits, cancellationToken));
    }

    private async Task<Outcome<IdentitySearchResult>> SearchAsync(
        Caller caller, CareContext context, PatientTraits traits, CancellationToken cancellationToken)
    {
        if (await limits.RefusalAsync(caller, LimitedUse.Search, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        // Read beside the search, whose deadline does not cover it.
        var structures = directory.ByAuthorityAsync(cancellationToken);
        var outcome = await run.SearchAsync(await authorities.ResolveAsync(traits, cancellationToken), cancellationToken);
        if (await traces.WriteAsync(Entry(caller, context, outcome), cancellationToken) is Outcome<TraceId>.Failed(var untraced))
        {
            return untraced;
        }

        return outcome is Outcome<IdentitySearchResult>.Ok(var found)
            ? found.WithPatientIds(id => handles.Protect(caller, id)).WithStructures(await structures)
            : outcome;
    }

    private static TraceEntry Entry(Caller caller, CareContext context, Outcome<IdentitySearchResult> outcome)
    {
        var entry = TraceEntry.By(caller, TraceAction.Searched, context);
        return outcome is Outcome<IdentitySearchResult>.Ok(var found)
            ? entry with { Detail = Detail(found) }
            : entry with { Outcome = TraceOutcome.Failed };
    }

    private static Dictionary<string, string> Detail(IdentitySearchResult found) => new(StringComparer.Ordinal)
    {
        ["searchId"] = found.SearchId,
        ["complete"] = found.Complete ? "true" : "false",
        ["candidates"] = $"{found.Candidates.Count}",
        ["queries"] = $"{found.Coverage.QueriesSent}",
        ["approaches"] = string.Join(' ', found.Coverage.Approaches.Select(approach => $"{approach.Approach}:{approach.Outcome}")),
    };

    private static CareContext? ContextOf(IdentitySearchRequest request) =>
        request.Context is { RcpId: { } rcpId } context && DccIds.IsValid(rcpId) && (context.PreFicheId is null || DccIds.IsValid(context.PreFicheId))
            ? new CareContext(rcpId, context.PreFicheId)
            : null;
}

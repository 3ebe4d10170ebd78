using Krypton.Access;
using Krypton.Platform;
using Krypton.Structures;
using Krypton.Traces;

namespace Krypton.IdentitySearch;

/// <summary>The use case of <c>POST /identity-searches</c>: care context, limit, search, trace, and only then the candidates, under ids of this caller.</summary>
public sealed class SearchIdentity(CareGate gate, UserLimits limits, PatientTraitsReader reader, IppAuthorities authorities, IdentitySearchRun run, TraceWriter traces, PatientHandles handles, StructureDirectory directory)
{
    /// <summary>The ranked candidates, or why there are none to be told of.</summary>
    public async Task<Outcome<IdentitySearchResult>> SearchAsync(Caller caller, IdentitySearchRequest request, CancellationToken cancellationToken)
    {
        if (ContextOf(request) is not { } context)
        {
            return Failure.Invalid("context.rcpId", "The RCP, and where given the pré-fiche, for whose sake the search is made, by the DCC's ids.");
        }

        if (await gate.RefusalAsync(caller, context, cancellationToken) is { } foreign)
        {
            return foreign;
        }

        switch (reader.Read(request.Patient))
        {
            case Outcome<PatientTraits>.Ok { Value: var traits }:
                return await SearchAsync(caller, context, traits, cancellationToken);
            case Outcome<PatientTraits>.Failed { Failure: var failure }:
                return failure;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<Outcome<IdentitySearchResult>> SearchAsync(Caller caller, CareContext context, PatientTraits traits, CancellationToken cancellationToken)
    {
        var counted = await limits.CountedAsync(caller, LimitedUse.Search, calledOff => AskAsync(traits, calledOff, cancellationToken), cancellationToken);
        return await counted.ThenAsync(async asked =>
        {
            var found = (asked.Outcome as Outcome<IdentitySearchResult>.Ok)?.Value;
            if (await TraceAsync(asked.Trace, caller, context, found, cancellationToken) is { } untraced)
            {
                return untraced;
            }

            return found is null ? asked.Outcome : found.WithPatientIds(id => handles.Protect(caller, id)).WithStructures(await asked.Structures);
        });
    }

    private async Task<Asked> AskAsync(PatientTraits traits, CancellationToken calledOff, CancellationToken cancellationToken)
    {
        // Krypton first: what else starts would hold its first wave up.
        var outcome = run.SearchAsync(await authorities.ResolveAsync(traits, calledOff), calledOff);
        var (trace, structures) = (traces.Announce(), directory.ByAuthorityAsync(cancellationToken));
        return new Asked(await outcome, trace, structures);
    }

    private async Task<Failure?> TraceAsync(ComingTrace coming, Caller caller, CareContext context, IdentitySearchResult? found, CancellationToken cancellationToken)
    {
        var entry = TraceEntry.By(caller, TraceAction.Searched, context) with
        {
            Outcome = found is null ? TraceOutcome.Failed : TraceOutcome.Succeeded,
            Detail = found is null ? [] : Detail(found),
        };
        return await traces.WriteAsync(coming, entry, cancellationToken) is Outcome<TraceId>.Failed { Failure: var failure } ? failure : null;
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

    private sealed record Asked(Outcome<IdentitySearchResult> Outcome, ComingTrace Trace, Task<IReadOnlyDictionary<string, Establishment>> Structures);
}

using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Structures;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// Shows what the prefetch found, so that the user chooses without searching again. It is traced before it is given.
/// </summary>
public sealed class ListCandidates(
    OpenPreFiche open,
    SearchStore searches,
    StructureDirectory directory,
    PatientHandles handles,
    TraceWriter traces
)
{
    public async Task<Outcome<CandidatesOfPreFiche>> ListAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    ) =>
        await open.OpenAsync(caller, rcpId, preFicheId, toChange: false, cancellationToken) switch
        {
            Outcome<OpenedPreFiche>.Failed(var failure) => failure,
            Outcome<OpenedPreFiche>.Ok(var at) => await ListAsync(caller, at, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    private async Task<Outcome<CandidatesOfPreFiche>> ListAsync(
        Caller caller,
        OpenedPreFiche at,
        CancellationToken cancellationToken
    )
    {
        var found = await searches.CandidatesAsync(at.Rcp.RcpId, at.PreFiche, cancellationToken);
        var structures = await directory.ByAuthorityAsync(cancellationToken);
        var entry = TraceEntry.By(caller, TraceAction.CandidatesRead, at.Context) with
        {
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["candidates"] = $"{found?.Candidates.Count ?? 0}",
            },
        };
        var shown = (found?.Candidates ?? [])
            .SelectMany(candidate => candidate.SameAs.Prepend(candidate.PatientId))
            .Concat(at.PreFiche.Choice?.PatientIds ?? []);
        return await traces.WriteEachAsync(entry.Showing(shown), cancellationToken) is { } untraced
            ? untraced
            : new CandidatesOfPreFiche(
                at.PreFiche.Identity,
                at.PreFiche.SearchedAt,
                found?.Complete ?? false,
                found?.Coverage,
                [
                    .. (found?.Candidates ?? []).Select(candidate =>
                        candidate
                            .WithPatientIds(id => handles.Protect(caller, at.Rcp.RcpId, id))
                            .WithStructures(structures)
                    ),
                ],
                [.. (at.PreFiche.Choice?.PatientIds ?? []).Select(id => handles.Protect(caller, at.Rcp.RcpId, id))],
                found?.Hidden ?? 0,
                found?.Alerts ?? []
            );
    }
}

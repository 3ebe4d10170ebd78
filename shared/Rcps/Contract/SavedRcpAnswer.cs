using KryptonFunctions.Access;
using KryptonFunctions.Access.Contract;
using KryptonFunctions.Rcps.Announcements;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>Answer of <c>PUT /rcps/{rcpId}</c>: what became of the meeting, pré-fiche by pré-fiche.</summary>
/// <param name="RcpId">The DCC's id of the RCP.</param>
/// <param name="Version">Its version now, from 1; the number in the ETag.</param>
/// <param name="Refused">Number of pré-fiches that were refused; 0 with status 202.</param>
/// <param name="Prefiches">In the order of the request.</param>
public sealed record SavedRcpAnswer(string RcpId, int Version, int Refused, IReadOnlyList<PreFicheResult> Prefiches)
{
    /// <param name="saved">As it was saved.</param>
    /// <param name="problem">Tells a failure.</param>
    public static SavedRcpAnswer From(SavedRcp saved, Func<Failure, ItemProblem> problem) =>
        new(
            saved.RcpId,
            saved.Version,
            saved.PreFiches.Count(p => p.As == SavedAs.Refused),
            [.. saved.PreFiches.Select(p => PreFicheResult.From(p, problem))]
        );
}

/// <summary>
/// What became of one pré-fiche; also the answer of <c>PUT</c> and <c>PATCH …/prefiches/{preFicheId}</c>.
/// </summary>
/// <param name="PreFicheId">The DCC's id of it, or null where none could be read.</param>
/// <param name="Result">What was done. One that is refused stays as it was, if the RCP had it.</param>
/// <param name="Problem">Why it was refused; its fields are those of the request's body. Null for the others.</param>
public sealed record PreFicheResult(string? PreFicheId, SavedAs Result, ItemProblem? Problem)
{
    /// <param name="saved">What became of it.</param>
    /// <param name="problem">Tells a failure.</param>
    public static PreFicheResult From(SavedPreFiche saved, Func<Failure, ItemProblem> problem) =>
        new(saved.PreFicheId, saved.As, saved.Failure is { } failure ? problem(failure) : null);
}

/// <summary>Body of <c>PUT …/prefiches/{preFicheId}</c>: the pré-fiche as it shall be.</summary>
/// <param name="Patient">Whom it is about, as in a search. Required.</param>
public sealed record PreFicheRequest(IdentitySearch.Contract.RequestedPatient? Patient = null);

/// <summary>Body of <c>PATCH …/prefiches/{preFicheId}</c>: what changes, as a merge patch (RFC 7396).</summary>
/// <param name="Patient">The members of the patient that change; one that is null is taken away. Required.</param>
public sealed record PreFichePatch(System.Text.Json.Nodes.JsonObject? Patient = null);

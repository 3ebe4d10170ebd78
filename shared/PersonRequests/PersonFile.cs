using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps;
using KryptonFunctions.Traces;

namespace KryptonFunctions.PersonRequests;

/// <summary>All that the storage account holds about a person; what is given to them on request.</summary>
/// <param name="PreFiches">Their pré-fiches.</param>
/// <param name="CandidateOf">Pré-fiches of others for which a record of theirs was found.</param>
/// <param name="Links">Viewer links to their studies, ended ones too.</param>
/// <param name="Accesses">The traces, oldest first.</param>
/// <param name="MissingTraces">Traces that should be there and are not: 0, unless somebody tampered with
/// them.</param>
public sealed record PersonFile(
    IReadOnlyList<PreFicheOfPerson> PreFiches,
    IReadOnlyList<CandidateElsewhere> CandidateOf,
    IReadOnlyList<LinkToPerson> Links,
    IReadOnlyList<TracedAccess> Accesses,
    int MissingTraces
)
{
    /// <summary>Masked.</summary>
    public override string ToString() => nameof(PersonFile);
}

/// <summary>A pré-fiche as it is kept.</summary>
/// <param name="Context">Which.</param>
/// <param name="RcpStartsAt">When the RCP begins.</param>
/// <param name="RcpIsOver">A day after its start: nothing is prepared for it any more.</param>
/// <param name="FoundBy">Why it is held to be the person's; the officer checks it before it is given.</param>
/// <param name="Patient">As the DCC sent it.</param>
/// <param name="PatientBefore">As the DCC sent it before a correction, or null.</param>
/// <param name="Records">Krypton's records that were chosen, as they were shown.</param>
/// <param name="Candidates">Krypton's records that were found; other persons' may be among them, so they are counted
/// and not shown.</param>
/// <param name="Studies">Attached, proposed and declined ones.</param>
public sealed record PreFicheOfPerson(
    CareContext Context,
    DateTimeOffset RcpStartsAt,
    bool RcpIsOver,
    IReadOnlyList<FoundBy> FoundBy,
    RequestedPatient Patient,
    RequestedPatient? PatientBefore,
    IReadOnlyList<CandidateIdentity> Records,
    int Candidates,
    IReadOnlyList<StudyOfPerson> Studies
)
{
    /// <summary>Masked.</summary>
    public override string ToString() => nameof(PreFicheOfPerson);
}

/// <summary>A study as it is kept, without who attached it.</summary>
public sealed record StudyOfPerson(
    string StudyUid,
    string PatientId,
    string Origin,
    bool Declined,
    DateTimeOffset? StartedAt,
    string? Description,
    string? AccessionNumber,
    string? Finess,
    string? Site
)
{
    internal static StudyOfPerson From(AttachedStudy study) =>
        new(
            study.StudyUid,
            study.PatientId,
            Trace.NameOf(study.Origin),
            study.Declined,
            study.StartedAt,
            study.Description,
            study.AccessionNumber,
            study.Finess,
            study.Site
        );

    /// <summary>Masked.</summary>
    public override string ToString() => nameof(StudyOfPerson);
}

/// <summary>A record of the person among the candidates for somebody else's pré-fiche.</summary>
public sealed record CandidateElsewhere(CareContext Context, bool RcpIsOver, CandidateIdentity Record)
{
    /// <summary>Masked.</summary>
    public override string ToString() => nameof(CandidateElsewhere);
}

/// <summary>A link by which studies of the person could be opened.</summary>
/// <param name="Hash">Of its token: the key of its row, which opens nothing.</param>
/// <param name="Context">For which RCP or pré-fiche it was given.</param>
/// <param name="StudyUids">What it opens.</param>
/// <param name="ExpiresAt">Two minutes after it was given.</param>
/// <param name="UsedAt">When it was opened, or null.</param>
public sealed record LinkToPerson(
    string Hash,
    CareContext Context,
    IReadOnlyList<string> StudyUids,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? UsedAt
);

/// <summary>
/// A trace as a person is told of it: what, when, for which purpose, by which organisation and role. Who it was by name
/// is no part of the right of access (CJEU C-579/21); an auditor reads it in the traces.
/// </summary>
public sealed record TracedAccess(
    DateTimeOffset At,
    string Action,
    string Outcome,
    string? Organization,
    string? Role,
    string? Reason,
    string? RcpId,
    string? PreFicheId,
    IReadOnlyList<string> StudyUids
)
{
    internal static TracedAccess From(Trace trace) =>
        new(
            trace.At,
            Trace.NameOf(trace.Entry.Action),
            Trace.NameOf(trace.Entry.Outcome),
            trace.Entry.User.Organization,
            trace.Entry.User.Role,
            trace.Entry.Reason,
            trace.Entry.RcpId,
            trace.Entry.PreFicheId,
            trace.Entry.StudyUids
        );
}

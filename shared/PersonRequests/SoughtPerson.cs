using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps;
using KryptonFunctions.ViewerLinks;

namespace KryptonFunctions.PersonRequests;

/// <summary>
/// By what a person is looked for: the INS, Krypton's ids, or the pré-fiche, at least one of them. Each counts by
/// itself and nothing is concluded from one to the next: a user may have chosen a wrong record, and the person would
/// be told what is known of another.
/// </summary>
public sealed record SoughtPerson
{
    /// <summary>Null: not by INS.</summary>
    public Ins? Ins { get; init; }

    /// <summary>Krypton's ids of the person's records, which the officer has checked.</summary>
    public IReadOnlyCollection<string> PatientIds { get; init; } = [];

    /// <summary>Names a pré-fiche; null: not by pré-fiche.</summary>
    public CareContext? PreFiche { get; init; }

    /// <summary>Why the pré-fiche is, or may be, the person's; none: it is not.</summary>
    internal IEnumerable<FoundBy> Grounds(string rcpId, PreFiche preFiche, IReadOnlyList<AttachedStudy> attached)
    {
        if (PreFiche == new CareContext(rcpId, preFiche.PreFicheId))
        {
            yield return FoundBy.PreFiche;
        }

        if (Is(preFiche.Patient))
        {
            yield return FoundBy.Ins;
        }

        if (preFiche.Choice is { } choice && IsIn(choice))
        {
            yield return FoundBy.ChosenRecord;
        }

        if (preFiche.Earlier is { } earlier && (Is(earlier.Patient) || IsIn(earlier.Choice)))
        {
            yield return FoundBy.BeforeCorrection;
        }

        if (attached.Any(study => PatientIds.Contains(study.PatientId)))
        {
            yield return FoundBy.Study;
        }
    }

    /// <summary>True where the record bears the person's INS, or one of the ids.</summary>
    internal bool Is(Candidate candidate) => PatientIds.Contains(candidate.PatientId) || Is(candidate.Identity);

    internal bool Sees(ViewerLink link) =>
        PatientIds.Contains(link.PatientId)
        || link.PatientIds.Any(id => PatientIds.Contains(id))
        || (PreFiche is not null && link.Context == PreFiche);

    private bool IsIn(IdentityChoice choice) =>
        choice.PatientIds.Any(id => PatientIds.Contains(id)) || choice.Records.Any(Is);

    private bool Is(CandidateIdentity record) =>
        record.Identifiers.Any(identifier => identifier.Kind == "ins" && IsIns(identifier.Value, identifier.Authority));

    private bool Is(RequestedPatient patient) => patient.Ins is { } given && IsIns(given.Value, given.Oid);

    /// <summary>By the number and its register; the key follows from the number.</summary>
    private bool IsIns(string? value, string? oid) =>
        Ins is { } sought
        && Identity.Ins.TryParse(value, oid, out var found, out _)
        && (found.Number, found.Authority) == (sought.Number, sought.Authority);

    /// <summary>Masked.</summary>
    public override string ToString() => nameof(SoughtPerson);
}

/// <summary>Why a pré-fiche is held to be the person's.</summary>
public enum FoundBy
{
    /// <summary>It was named.</summary>
    PreFiche,

    /// <summary>The DCC sent the INS with it.</summary>
    Ins,

    /// <summary>A record of the person was chosen for it, perhaps by mistake.</summary>
    ChosenRecord,

    /// <summary>It was the person's, or had a record of theirs, until the DCC corrected the patient.</summary>
    BeforeCorrection,

    /// <summary>A study found under a record of the person was attached, proposed or declined.</summary>
    Study,
}

using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Timelines;
using KryptonFunctions.Studies.Contract;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>Answer of <c>GET …/timeline</c>: what there is to decide on for a pré-fiche.</summary>
/// <param name="Identity">How far its identity is. Only for a confirmed one are there studies.</param>
/// <param name="Studies">Those of all chosen records, each once, newest first; at most as many as asked for.</param>
/// <param name="NextCursor">For the next page, or null on the last.</param>
/// <param name="Complete">False where studies may be missing: the identity is not confirmed, <c>missing</c> names a
/// record, or more than 100 are unverified. Say so beside the list.</param>
/// <param name="Missing">The chosen records of which Krypton did not give all studies, with the reason; mostly
/// empty.</param>
/// <param name="Unverified">Studies that bear a number of the patient without saying which establishment gave it, so
/// that they may be another person's: to be shown apart, neither viewable nor attachable; at most 100. With the first
/// page only.</param>
/// <param name="Withheld">Studies that are attached and not shown, because they may be another person's; with the first
/// page only.</param>
/// <param name="NotConnected">Establishments that Krypton cannot show and that may hold exams; with the first page
/// only, else null.</param>
public sealed record TimelineAnswer(
    IdentityState Identity,
    IReadOnlyList<TimelineStudy> Studies,
    string? NextCursor,
    bool Complete,
    IReadOnlyList<MissingStudies> Missing,
    IReadOnlyList<StudyItem> Unverified,
    IReadOnlyList<WithheldStudy> Withheld,
    NotConnectedStructures? NotConnected
)
{
    /// <param name="timeline">As it was read.</param>
    /// <param name="handle">Gives the caller's handle for a Krypton id.</param>
    /// <param name="language">Of the reasons.</param>
    public static TimelineAnswer From(Timeline timeline, Func<string, string> handle, Language language) =>
        new(
            timeline.Identity,
            [.. timeline.Studies.Select(entry => TimelineStudy.From(entry, handle))],
            timeline.Next?.ToString(),
            timeline is { Identity: IdentityState.Confirmed, Missing.Count: 0, UnverifiedLeftOut: false },
            [.. timeline.Missing.Select(part => MissingStudies.From(part, handle, language))],
            [
                .. timeline.Unverified.Select(study =>
                    StudyItem.From(study) with
                    {
                        Viewable = false,
                        Comparable = false,
                    }
                ),
            ],
            [.. timeline.Withheld.Select(row => new WithheldStudy(row.StudyUid, row.Code, row.Reason.In(language)))],
            timeline.NotConnected is { } list ? NotConnectedStructures.From(list) : null
        );
}

/// <summary>A study of the timeline.</summary>
/// <param name="Study">As in the list of studies, under the first of its sources.</param>
/// <param name="Sources">Where it is filed, at least one.</param>
/// <param name="Attached">How far it is, as on the board, where this pré-fiche has it attached; else null.</param>
/// <param name="Proposed">True where a rule of the RCP proposes it.</param>
/// <param name="FromKrypton">False where Krypton does not answer for its record now: it is attached, and shown as it
/// was when it was.</param>
public sealed record TimelineStudy(
    StudyItem Study,
    IReadOnlyList<StudySource> Sources,
    BoardStudy? Attached,
    bool Proposed,
    bool FromKrypton
)
{
    internal static TimelineStudy From(TimelineEntry entry, Func<string, string> handle) =>
        new(
            StudyItem.From(entry.Listed),
            [
                .. entry.Sources.Select(source => new StudySource(
                    handle(source.PatientId),
                    source.Structure.Finess,
                    source.Structure.Name
                )),
            ],
            entry.Attached?.OnBoard(),
            entry.IsProposed,
            !entry.IsFromTables
        );
}

/// <summary>A record and an establishment under which a study is filed.</summary>
/// <param name="PatientId">The handle of the record for this user, as <c>POST /viewer-links</c> takes it.</param>
/// <param name="Finess">The establishment's number, nine characters, or null where it is not known.</param>
/// <param name="Name">Its name as Krypton lists it, else as the images say it, or null.</param>
public sealed record StudySource(string PatientId, string? Finess, string? Name);

/// <summary>A chosen record of which Krypton did not give all studies.</summary>
/// <param name="PatientId">The handle of the record for this user.</param>
/// <param name="Structures">The establishments that number the patient in it, as far as they are known.</param>
/// <param name="ReasonCode">Why: <c>krypton-unavailable</c>, <c>krypton-bad-answer</c>, <c>unknown-patient</c> (the
/// record is gone), or <c>incomplete-list</c>.</param>
/// <param name="Reason">The same as a sentence.</param>
public sealed record MissingStudies(
    string PatientId,
    IReadOnlyList<BoardStructure> Structures,
    string ReasonCode,
    string Reason
)
{
    internal static MissingStudies From(MissingPart part, Func<string, string> handle, Language language) =>
        new(
            handle(part.PatientId),
            [.. part.Structures.Select(structure => new BoardStructure(structure.Finess, structure.Name))],
            part.Code,
            part.Reason.In(language)
        );
}

/// <summary>A study that is attached to the pré-fiche and not shown.</summary>
/// <param name="StudyUid">DICOM study instance UID, at most 64 characters.</param>
/// <param name="ReasonCode">Why: <c>studyIdentityConflict</c> or <c>noLongerListed</c>.</param>
/// <param name="Reason">The same as a sentence.</param>
public sealed record WithheldStudy(string StudyUid, string ReasonCode, string Reason);

/// <summary>Establishments that are not connected to Krypton and may hold exams of the patient.</summary>
/// <param name="Structures">At most 100: those that numbered the patient first, then by name.</param>
/// <param name="Total">Their number, with those left out.</param>
/// <param name="Known">False where Krypton gives no list of establishments now: then there may be more.</param>
public sealed record NotConnectedStructures(IReadOnlyList<NotConnectedStructure> Structures, int Total, bool Known)
{
    internal static NotConnectedStructures From(UnconnectedList list) =>
        new(
            [
                .. list.Structures.Select(row => new NotConnectedStructure(
                    row.Finess,
                    row.Listed?.Name,
                    row.Listed?.City,
                    row.Listed?.Department,
                    row.Listed?.DepartmentName,
                    row.Listed?.ServiceLevel,
                    row.Why
                )),
            ],
            list.Total,
            list.IsKnown
        );
}

/// <summary>An establishment that is not connected and may hold exams.</summary>
/// <param name="Finess">Its number, nine characters, or null where it is not known.</param>
/// <param name="Name">As Krypton lists it, or null where it does not.</param>
/// <param name="City">As listed, or null.</param>
/// <param name="Department">Number of the département, such as <c>33</c> or <c>2A</c>, or null.</param>
/// <param name="DepartmentName">The département's name, or null.</param>
/// <param name="ServiceLevel">What it has or is to have: <c>exchange</c> (échange et partage), <c>priors</c> (envoi
/// d'antériorités), or null where Krypton names none.</param>
/// <param name="Why">What speaks for it.</param>
public sealed record NotConnectedStructure(
    string? Finess,
    string? Name,
    string? City,
    string? Department,
    string? DepartmentName,
    string? ServiceLevel,
    UnconnectedWhy Why
);

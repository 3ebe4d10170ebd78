using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Structures;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps.Timelines;

/// <summary>What of a pré-fiche's timeline is asked for.</summary>
/// <param name="RcpId">The meeting.</param>
/// <param name="PreFicheId">The pré-fiche.</param>
/// <param name="Filter">Narrows the studies.</param>
/// <param name="Department">Number of the département whose establishments are listed, or null: those of the
/// establishments that are known for the patient.</param>
/// <param name="Limit">Studies on a page, 1 to 100.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
public sealed record TimelineQuestion(
    string RcpId,
    string PreFicheId,
    StudyFilter Filter,
    string? Department,
    int Limit,
    StudyCursor? Cursor
);

/// <summary>A page of the timeline, and what is said beside it.</summary>
/// <param name="Identity">Only for a confirmed one are there studies.</param>
/// <param name="Studies">Newest first, each once.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Unverified">Beside the first page: those that may be another person's.</param>
/// <param name="UnverifiedLeftOut">There are more of them.</param>
/// <param name="Missing">Of which records not all is known.</param>
/// <param name="Withheld">Attached studies that are not shown.</param>
/// <param name="NotConnected">Beside the first page, else null.</param>
public sealed record Timeline(
    IdentityState Identity,
    IReadOnlyList<TimelineEntry> Studies,
    StudyCursor? Next,
    IReadOnlyList<ListedStudy> Unverified,
    bool UnverifiedLeftOut,
    IReadOnlyList<MissingPart> Missing,
    IReadOnlyList<WithheldRow> Withheld,
    UnconnectedList? NotConnected
);

/// <summary>A study of the timeline.</summary>
/// <param name="Listed">As the list of studies has it, under the first of its records.</param>
/// <param name="Sources">Every record and establishment under which it is filed.</param>
/// <param name="Attached">How far it is, where this pré-fiche has it attached.</param>
/// <param name="IsProposed">A rule proposes it.</param>
/// <param name="IsFromTables">Krypton did not list it now: it is what was known when it was attached.</param>
public sealed record TimelineEntry(
    ListedStudy Listed,
    IReadOnlyList<TimelineSource> Sources,
    AttachedNow? Attached,
    bool IsProposed,
    bool IsFromTables
);

/// <summary>Where a study is filed.</summary>
/// <param name="PatientId">Krypton's id of the record.</param>
/// <param name="Structure">The establishment.</param>
public sealed record TimelineSource(string PatientId, StructureName Structure);

/// <summary>A record of which Krypton did not give all studies.</summary>
/// <param name="PatientId">Krypton's id of the record.</param>
/// <param name="Structures">The establishments that number the patient there, as far as they are known.</param>
/// <param name="Code">The problem type of the failure, or <c>incomplete-list</c>.</param>
/// <param name="Reason">For the user.</param>
public sealed record MissingPart(
    string PatientId,
    IReadOnlyList<StructureName> Structures,
    string Code,
    Wording Reason
);

/// <summary>An attached study that is not shown.</summary>
/// <param name="StudyUid">Which.</param>
/// <param name="Code">Stable.</param>
/// <param name="Reason">For the user.</param>
public sealed record WithheldRow(string StudyUid, string Code, Wording Reason);

/// <summary>Why an establishment may hold exams of the patient.</summary>
public enum UnconnectedWhy
{
    /// <summary>The DCC gave a number (IPP) that it gave to the patient, or a chosen record bears one.</summary>
    IppGiven,

    /// <summary>
    /// It is in the département that was asked for, else in that of an establishment which knows the patient.
    /// </summary>
    Department,
}

/// <summary>An establishment that is not connected and may hold exams.</summary>
/// <param name="Finess">Its number, or null.</param>
/// <param name="Listed">As Krypton lists it, or null where it does not.</param>
/// <param name="Why">What speaks for it.</param>
public sealed record UnconnectedRow(string? Finess, Establishment? Listed, UnconnectedWhy Why);

/// <summary>The establishments that are not connected and may hold exams.</summary>
/// <param name="Structures">Those that know the patient first, then by name; bounded.</param>
/// <param name="Total">Their number, with those left out.</param>
/// <param name="IsKnown">False where Krypton's list of establishments is not to be had.</param>
public sealed record UnconnectedList(IReadOnlyList<UnconnectedRow> Structures, int Total, bool IsKnown);

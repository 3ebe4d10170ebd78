using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Studies.Contract;

/// <summary>Answer of <c>GET /patients/{patientId}/studies</c>.</summary>
/// <param name="Studies">Newest first, at most as many as asked for.</param>
/// <param name="NextCursor">For the next page, or null on the last.</param>
/// <param name="Unverified">
/// Studies that bear the patient's number without saying which establishment gave it, so that they may be another
/// person's: to be shown apart, and neither viewable nor attachable. With the first page only.
/// </param>
/// <param name="Complete">
/// False where studies of the patient were left out, because Krypton has more identifiers or studies than are read,
/// gave less than it has, or took too long; or where that cannot be ruled out. Say so beside the list.
/// </param>
public sealed record StudiesAnswer(
    IReadOnlyList<StudyItem> Studies,
    string? NextCursor,
    IReadOnlyList<StudyItem> Unverified,
    bool Complete
)
{
    public static StudiesAnswer From(StudyPage page) =>
        new(
            [.. page.Studies.Select(StudyItem.From)],
            page.Next?.ToString(),
            [.. page.Unverified.Select(study => StudyItem.From(study) with { Viewable = false, Comparable = false })],
            page.Complete
        );
}

/// <summary>
/// A study in the list. <c>startedAt</c> is an instant in UTC, or a day alone where the site sent no time;
/// <c>repatriation</c> says how far the transfer for the meeting in question is, null where none is wanted.
/// </summary>
/// <param name="StudyUid">DICOM study instance UID, at most 64 characters.</param>
/// <param name="StartedAt">An instant in UTC, or a day alone where the site sent no time; null where it sent
/// none.</param>
/// <param name="Modalities">DICOM modalities such as <c>CT</c>; may be empty.</param>
/// <param name="Description">Study description as recorded, or null.</param>
/// <param name="AccessionNumber">Accession number as recorded, or null.</param>
/// <param name="Structure">The establishment that made it, or null where it is not known.</param>
/// <param name="Series">Number of series, or null where the site did not say.</param>
/// <param name="Instances">Number of instances, or null where the site did not say.</param>
/// <param name="Availability">Where its images are.</param>
/// <param name="Repatriation">How far its transfer for the meeting is, or null where none is wanted.</param>
/// <param name="Viewable">True where the viewer can open it.</param>
/// <param name="Comparable">True where it holds images that can be shown beside others.</param>
public sealed record StudyItem(
    string StudyUid,
    string? StartedAt,
    IReadOnlyList<string> Modalities,
    string? Description,
    string? AccessionNumber,
    StructureItem? Structure,
    int? Series,
    int? Instances,
    StudyAvailability Availability,
    RepatriationState? Repatriation,
    bool Viewable,
    bool Comparable
)
{
    public static StudyItem From(ListedStudy listed)
    {
        var study = listed.Study;
        return new StudyItem(
            study.StudyUid,
            study.StartedAt is { } start
                ? $"{start.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z"
                : study.Date?.ToString("yyyy-MM-dd"),
            study.Modalities,
            study.Description,
            study.AccessionNumber,
            listed.Structure is { Finess: null, Name: null }
                ? null
                : new StructureItem(listed.Structure.Finess, listed.Structure.Name),
            study.Series,
            study.Instances,
            study.Availability ?? StudyAvailability.Nearline,
            listed.Repatriation,
            ViewingRules.IsViewable(study),
            ViewingRules.IsComparable(study)
        );
    }
}

/// <summary>The establishment that made the study.</summary>
/// <param name="Finess">Its number, nine characters, or null where it is not known.</param>
/// <param name="Name">Its name as Krypton lists it, else as the images say it, or null.</param>
public sealed record StructureItem(string? Finess, string? Name);

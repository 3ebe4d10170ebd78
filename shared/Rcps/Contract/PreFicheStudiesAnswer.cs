using KryptonFunctions.Rcps.Attachments;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>Answer of <c>GET …/studies</c>.</summary>
/// <param name="Studies">Attached ones, newest first.</param>
/// <param name="Proposals">Found by a rule of the RCP, newest first; attaching one orders it.</param>
public sealed record PreFicheStudiesAnswer(IReadOnlyList<PreFicheStudy> Studies, IReadOnlyList<PreFicheStudy> Proposals)
{
    /// <param name="found">As the tables have it.</param>
    /// <param name="handle">Gives the caller's handle for a Krypton id.</param>
    public static PreFicheStudiesAnswer From(PreFicheStudies found, Func<string, string> handle) =>
        new(
            [.. found.Attached.Select(s => PreFicheStudy.From(s.Study, handle, s.OnBoard()))],
            [.. found.Proposed.Select(s => PreFicheStudy.From(s, handle, repatriation: null))]
        );
}

/// <summary>A study of a pré-fiche, ready for a viewer link: the patient's handle of this caller beside it.</summary>
/// <param name="Repatriation">As on the board; null for a proposal.</param>
/// <param name="StudyUid">DICOM study instance UID, at most 64 characters.</param>
/// <param name="PatientId">The handle of its record for this user, as <c>POST /viewer-links</c> takes it.</param>
/// <param name="StartedAt">When it was made, in UTC; midnight where the site sent a day alone; null where it sent
/// none.</param>
/// <param name="Modalities">DICOM modalities such as <c>CT</c>; may be empty.</param>
/// <param name="Description">Study description as recorded, or null.</param>
/// <param name="AccessionNumber">Accession number as recorded, or null.</param>
/// <param name="Structure">The establishment that made it, or null where it is not known.</param>
/// <param name="Series">Number of series as the site has them, or null.</param>
/// <param name="Instances">Number of instances as the site has them, or null.</param>
public sealed record PreFicheStudy(
    string StudyUid,
    string PatientId,
    DateTimeOffset? StartedAt,
    IReadOnlyList<string> Modalities,
    string? Description,
    string? AccessionNumber,
    BoardStructure? Structure,
    int? Series,
    int? Instances,
    BoardStudy? Repatriation
)
{
    internal static PreFicheStudy From(AttachedStudy study, Func<string, string> handle, BoardStudy? repatriation) =>
        new(
            study.StudyUid,
            handle(study.PatientId),
            study.StartedAt,
            study.Modalities,
            study.Description,
            study.AccessionNumber,
            BoardStructure.From(study),
            study.Series,
            study.Instances,
            repatriation
        );
}

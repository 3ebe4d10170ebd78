using KryptonFunctions.Rcps.Attachments;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>Answer of <c>GET …/studies</c>.</summary>
/// <param name="Studies">Attached.</param>
/// <param name="Proposals">Found by a rule of the RCP; attaching one orders it.</param>
public sealed record PreFicheStudiesAnswer(IReadOnlyList<PreFicheStudy> Studies, IReadOnlyList<PreFicheStudy> Proposals)
{
    /// <param name="found">As the tables have it.</param>
    /// <param name="handle">Gives the caller's handle for a Krypton id.</param>
    public static PreFicheStudiesAnswer From(PreFicheStudies found, Func<string, string> handle) =>
        new(
            [
                .. found.Attached.Select(s =>
                    PreFicheStudy.From(s.Study, handle, s.OnBoard())
                ),
            ],
            [.. found.Proposed.Select(s => PreFicheStudy.From(s, handle, repatriation: null))]
        );
}

/// <summary>A study of a pré-fiche, ready for a viewer link: the patient's handle of this caller beside it.</summary>
/// <param name="StudyUid">DICOM UID.</param>
/// <param name="PatientId">For <c>POST /viewer-links</c>.</param>
/// <param name="StartedAt">When it was made, or null.</param>
/// <param name="Modalities">Such as <c>CT</c>.</param>
/// <param name="Description">As recorded, or null.</param>
/// <param name="AccessionNumber">As recorded, or null.</param>
/// <param name="Structure">Where it is kept, or null.</param>
/// <param name="Series">Number of series, or null.</param>
/// <param name="Instances">Number of instances, or null.</param>
/// <param name="Repatriation">As on the board; null for a proposal.</param>
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

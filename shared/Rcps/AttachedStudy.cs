using KryptonFunctions.Krypton;
using KryptonFunctions.Structures;

namespace KryptonFunctions.Rcps;

/// <summary>How a study came to a pré-fiche.</summary>
public enum StudyOrigin
{
    /// <summary>The user attached it.</summary>
    User,

    /// <summary>A rule of the RCP attached it.</summary>
    Rule,

    /// <summary>A rule proposes it; it is not ordered.</summary>
    Proposed,
}

/// <summary>
/// A study of a pré-fiche as it was when it was attached, proposed or declined; a row of the table
/// <c>PreFicheStudies</c>. What is shown on the day of the RCP without asking Krypton.
/// </summary>
public sealed record AttachedStudy
{
    public required string PreFicheId { get; init; }

    public required string StudyUid { get; init; }

    /// <summary>The Krypton record under which the study was found.</summary>
    public required string PatientId { get; init; }

    public StudyOrigin Origin { get; init; }

    public DateTimeOffset At { get; init; }

    public required Actor By { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public IReadOnlyList<string> Modalities { get; init; } = [];

    public string? Description { get; init; }

    public string? AccessionNumber { get; init; }

    public string? Finess { get; init; }

    public string? Site { get; init; }

    public int? Series { get; init; }

    public int? Instances { get; init; }

    /// <summary>
    /// The user detached it: a mark alone, so that no rule brings it back. Attaching it again takes its place. False in
    /// rows of before there were such marks.
    /// </summary>
    public bool Declined { get; init; }

    public bool IsAttached => !Declined && Origin != StudyOrigin.Proposed;

    /// <summary>What is kept of Krypton's study when it is attached or proposed.</summary>
    internal static AttachedStudy From(
        StudyRecord record,
        StructureName structure,
        string preFicheId,
        string patientId,
        StudyOrigin origin,
        Actor by,
        DateTimeOffset now
    ) =>
        new()
        {
            PreFicheId = preFicheId,
            StudyUid = record.StudyUid,
            PatientId = patientId,
            Origin = origin,
            At = now,
            By = by,
            StartedAt =
                record.StartedAt
                ?? (
                    record.Date is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null
                ),
            Modalities = record.Modalities,
            Description = record.Description,
            AccessionNumber = record.AccessionNumber,
            Finess = structure.Finess,
            Site = structure.Name,
            Series = record.Series,
            Instances = record.Instances,
        };

    /// <summary>What is left of it when the user detaches it.</summary>
    public AttachedStudy AsDeclined(Actor by, DateTimeOffset at) =>
        new()
        {
            PreFicheId = PreFicheId,
            StudyUid = StudyUid,
            PatientId = PatientId,
            Origin = Origin,
            At = at,
            By = by,
            Declined = true,
        };
}

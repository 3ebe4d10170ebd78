using KryptonFunctions.Krypton;

namespace KryptonFunctions.Rcps.Attachments;

/// <summary>What is kept of a study when it is attached or proposed.</summary>
internal static class StudyRows
{
    public static AttachedStudy From(
        StudyRecord record,
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
            Site = record.Institution,
            Series = record.Series,
            Instances = record.Instances,
        };
}

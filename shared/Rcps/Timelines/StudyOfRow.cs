using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps.Timelines;

/// <summary>
/// What was known of a study when it was attached, in the form in which Krypton would list it: for the moments in which
/// it does not.
/// </summary>
internal static class StudyOfRow
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>
    /// Verified on the central server it can be shown; where else its images are now, nobody has said.
    /// </summary>
    public static StudyRecord From(AttachedStudy row, Repatriation way)
    {
        // A row holds an instant; midnight in UTC stands for a day alone.
        var isDay = row.StartedAt?.UtcDateTime.TimeOfDay == TimeSpan.Zero;
        var local = isDay ? row.StartedAt?.UtcDateTime : InParis(row.StartedAt);
        return new StudyRecord
        {
            StudyUid = row.StudyUid,
            Date = local is { } day ? DateOnly.FromDateTime(day) : null,
            Time = local is { } hour && !isDay ? TimeOnly.FromDateTime(hour) : null,
            StartedAt = isDay ? null : row.StartedAt,
            Modalities = row.Modalities,
            Description = row.Description,
            AccessionNumber = row.AccessionNumber,
            Series = row.Series,
            Instances = row.Instances,
            Availability = way.IsOnline ? StudyAvailability.Online : StudyAvailability.Unavailable,
        };
    }

    /// <summary>As Krypton would narrow its list.</summary>
    public static bool Matches(StudyRecord study, StudyFilter filter) =>
        (filter.From is not { } from || study.Date >= from)
        && (filter.To is not { } to || study.Date <= to)
        && (filter.Modality is not { } modality || study.Modalities.Contains(modality));

    private static DateTime? InParis(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, Paris).DateTime : null;
}

using System.Globalization;

namespace Workbench.Texts;

/// <summary>Times as a French reader writes them, in Paris.</summary>
internal static class FrenchTime
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly string[] Days = ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."];

    /// <summary>Such as <c>lun. 30/11/2026 à 14:00</c>.</summary>
    public static string Of(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Paris);
        return $"{Days[(int)local.DayOfWeek]} {local:dd/MM/yyyy} à {local:HH:mm}";
    }

    /// <summary>To the second, such as <c>30/11/2026 14:00:07</c>.</summary>
    public static string Exact(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, Paris):dd/MM/yyyy HH:mm:ss}";

    /// <summary>The day alone, such as <c>30/11/2026</c>.</summary>
    public static string Day(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, Paris):dd/MM/yyyy}";

    /// <summary>What a field of type <c>datetime-local</c> holds.</summary>
    public static string Field(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, Paris):yyyy-MM-ddTHH:mm}";

    /// <summary>Reads such a field as a time in Paris; null where it holds none.</summary>
    public static DateTimeOffset? FromField(string? text) =>
        DateTime.TryParseExact(
            text,
            "yyyy-MM-ddTHH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        ) && !Paris.IsInvalidTime(local)
            ? new DateTimeOffset(local, Paris.GetUtcOffset(local))
            : null;

    /// <summary>An instant, or a day alone, as the API gives the date of a study.</summary>
    public static string OfStudy(string? startedAt)
    {
        if (startedAt is null)
        {
            return "date inconnue";
        }

        if (DateOnly.TryParseExact(startedAt, "yyyy-MM-dd", out var day))
        {
            return $"{day:dd/MM/yyyy}";
        }

        return DateTimeOffset.TryParse(startedAt, CultureInfo.InvariantCulture, out var at)
            ? $"{TimeZoneInfo.ConvertTime(at, Paris):dd/MM/yyyy HH:mm}"
            : startedAt;
    }

    /// <summary>How long it is until then, in the two largest units.</summary>
    public static string Until(DateTimeOffset at, DateTimeOffset now)
    {
        var left = at - now;
        return left switch
        {
            { Ticks: <= 0 } => left > TimeSpan.FromDays(-1) ? "commencée" : "passée",
            { TotalMinutes: < 1 } => "dans moins d'une minute",
            { TotalHours: < 1 } => $"dans {left.Minutes} min",
            { TotalDays: < 1 } => $"dans {left.Hours} h {left.Minutes:00} min",
            _ => $"dans {(int)left.TotalDays} j {left.Hours} h",
        };
    }

    /// <summary>How long something took, in its two largest units.</summary>
    public static string Took(int seconds) =>
        seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => $"{seconds / 60} min {seconds % 60:00} s",
            _ => $"{seconds / 3600} h {seconds / 60 % 60:00} min",
        };
}

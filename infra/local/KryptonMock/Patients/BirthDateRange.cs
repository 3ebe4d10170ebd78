using System.Globalization;

namespace KryptonMock.Patients;

/// <summary>
/// Birth dates as numbers <c>yyyymmdd</c> with zeros for unknown parts, and a searched date as the range of numbers it
/// covers: a year covers its months and days, and records that know no more than the year.
/// </summary>
/// <param name="First">The smallest number that matches.</param>
/// <param name="Last">The greatest number that matches.</param>
public readonly record struct BirthDateRange(int First, int Last)
{
    /// <summary>
    /// Reads <c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>, with or without the prefix <c>eq</c>; false for anything
    /// else.
    /// </summary>
    public static bool TryParse(string text, out BirthDateRange range)
    {
        var date = text.StartsWith("eq", StringComparison.Ordinal) ? text[2..] : text;
        range = Number(date) switch
        {
            0 => default,
            var year when year % 10000 == 0 => new(year, year + 1231),
            var month when month % 100 == 0 => new(month, month + 31),
            var day => new(day, day),
        };
        return range != default;
    }

    /// <summary>The number of a FHIR date; 0 where it is none.</summary>
    public static int Number(string? date) =>
        date?.Length switch
        {
            4 when Parse(date, "yyyy") is { } day => day.Year * 10000,
            7 when Parse(date, "yyyy-MM") is { } day => (day.Year * 10000) + (day.Month * 100),
            10 when Parse(date, "yyyy-MM-dd") is { } day => (day.Year * 10000) + (day.Month * 100) + day.Day,
            _ => 0,
        };

    private static DateOnly? Parse(string date, string format) =>
        DateOnly.TryParseExact(date, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

using System.Globalization;

namespace KryptonFunctions.Identity;

/// <summary>A birth date known to the year, the month or the day. Cannot hold an impossible date.</summary>
public readonly record struct PartialDate
{
    /// <summary>The oldest year taken.</summary>
    public const int FirstYear = 1880;

    private PartialDate(int year, int month, int day) => (Year, Month, Day) = (year, month, day);

    /// <summary>1880 to 2200.</summary>
    public int Year { get; }

    /// <summary>1 to 12, or 0 where unknown.</summary>
    public int Month { get; }

    /// <summary>1 to 31, or 0 where unknown.</summary>
    public int Day { get; }

    /// <summary>True where the day is known.</summary>
    public bool IsFull => Day != 0;

    /// <summary>
    /// 1 January or 31 December: by civil status practice these often mean 'day and month unknown' (instruction of 2
    /// November 2004).
    /// </summary>
    public bool IsPlaceholder => (Month, Day) is (1, 1) or (12, 31);

    /// <summary>The year alone.</summary>
    public PartialDate YearOnly => new(Year, 0, 0);

    /// <summary>Year and month, or the year alone where the month is unknown.</summary>
    public PartialDate YearMonth => new(Year, Month, 0);

    /// <summary>Day and month exchanged, or null where that gives no other possible date.</summary>
    public PartialDate? Exchanged => IsFull && Day <= 12 && Day != Month ? new PartialDate(Year, Day, Month) : null;

    /// <summary>A full date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public static PartialDate Of(int year, int month, int day) =>
        IsPossible(year, month, day) && month > 0 && day > 0
            ? new PartialDate(year, month, day)
            : throw new ArgumentOutOfRangeException(nameof(day), "There is no such day.");

    /// <summary>Reads <c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>; a time after the date is passed over.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        var bare = text is { Length: > 10 } && text[10] == 'T' ? text.AsSpan(0, 10) : text.AsSpan().Trim();
        int year = 0,
            month = 0,
            day = 0;
        var good =
            bare.Length is 4 or 7 or 10
            && Digits(bare[..4], out year)
            && (bare.Length < 7 || (bare[4] == '-' && Digits(bare[5..7], out month) && month > 0))
            && (bare.Length < 10 || (bare[7] == '-' && Digits(bare[8..10], out day) && day > 0))
            && IsPossible(year, month, day);
        if (good)
        {
            date = new PartialDate(year, month, day);
        }

        return good;
    }

    /// <summary>The FHIR form, as precise as the date is known.</summary>
    public string ToFhir() =>
        this switch
        {
            { Day: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
            { Month: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
            _ => Year.ToString("0000", CultureInfo.InvariantCulture),
        };

    /// <summary>Masked: the year only.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-**-**");

    private static bool IsPossible(int year, int month, int day) =>
        year is >= FirstYear and <= 2200
        && month is >= 0 and <= 12
        && day >= 0
        && (day == 0 || day <= DateTime.DaysInMonth(year, month));

    private static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return !text.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

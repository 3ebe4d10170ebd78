using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>The dates that a birth date is mistaken for.</summary>
internal static class DateForms
{
    private const int YearsAround = 5;

    /// <summary>
    /// Day and month exchanged, and the two dates that mean 'day and month unknown', without the date itself. Empty for
    /// a partial date.
    /// </summary>
    public static IReadOnlyList<PartialDate> Altered(PartialDate date) =>
        date.IsFull
            ?
            [
                .. new[] { date.Exchanged, PartialDate.Of(date.Year, 1, 1), PartialDate.Of(date.Year, 12, 31) }
                    .OfType<PartialDate>()
                    .Where(other => other != date)
                    .Distinct(),
            ]
            : [];

    /// <summary>
    /// The same day in the years that the year is mistyped as: last digits exchanged, near years, near decades.
    /// </summary>
    public static IReadOnlyList<PartialDate> OtherYears(PartialDate date)
    {
        if (!date.IsFull)
        {
            return [];
        }

        var (tens, ones) = (date.Year / 10 % 10, date.Year % 10);
        var exchanged = date.Year - (tens * 10) - ones + (ones * 10) + tens;
        return
        [
            .. Enumerable
                .Range(1, YearsAround)
                .SelectMany(by => new[] { date.Year - by, date.Year + by })
                .Prepend(exchanged)
                .Concat([date.Year - 10, date.Year + 10, date.Year - 20, date.Year + 20])
                .Where(year =>
                    year != date.Year
                    && year >= PartialDate.FirstYear
                    && date.Day <= DateTime.DaysInMonth(year, date.Month)
                )
                .Distinct()
                .Select(year => PartialDate.Of(year, date.Month, date.Day)),
        ];
    }
}

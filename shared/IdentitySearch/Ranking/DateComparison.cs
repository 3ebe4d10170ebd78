using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Compares birth dates, also of different precision.</summary>
internal static class DateComparison
{
    public static TraitScore Compare(PartialDate? first, PartialDate? second)
    {
        if (first is not { } one || second is not { } other)
        {
            return TraitScore.None;
        }

        if (!one.IsFull || !other.IsFull)
        {
            return Partial(one, other);
        }

        if (one == other)
        {
            return new TraitScore(
                Agreement.Exact,
                one.IsPlaceholder ? Weights.DateEqualPlaceholder : Weights.DateEqual
            );
        }

        if (one.Year == other.Year && one.Day == other.Month && one.Month == other.Day)
        {
            return new TraitScore(Agreement.Exchanged, Weights.DateExchanged);
        }

        if (one.Year == other.Year && (one.IsPlaceholder || other.IsPlaceholder))
        {
            return new TraitScore(Agreement.Placeholder, Weights.DatePlaceholder);
        }

        var equal =
            (one.Year == other.Year ? 1 : 0) + (one.Month == other.Month ? 1 : 0) + (one.Day == other.Day ? 1 : 0);
        return equal switch
        {
            2 => new TraitScore(Agreement.TwoParts, Weights.DateTwoParts),
            1 when one.Year == other.Year => new TraitScore(Agreement.SameYear, Weights.DateSameYear),
            _ => new TraitScore(Agreement.Different, Weights.DateDifferent),
        };
    }

    private static TraitScore Partial(PartialDate one, PartialDate other)
    {
        if (one.Year != other.Year)
        {
            return new TraitScore(Agreement.Different, Weights.DateDifferent);
        }

        if (one.Month == 0 || other.Month == 0)
        {
            return new TraitScore(Agreement.Partial, Weights.DateYearEqual);
        }

        return one.Month == other.Month
            ? new TraitScore(Agreement.Partial, Weights.DateMonthEqual)
            : new TraitScore(Agreement.SameYear, Weights.DateSameYear);
    }
}

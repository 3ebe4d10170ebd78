using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Surname and given name in each other's field. One of the two must be equal; the other may be a list, a spelling or a
/// slip away.
/// </summary>
internal static class ExchangedNames
{
    private const double Alike = 0.85;

    /// <summary>The best scores of both names, or null where they have not changed places.</summary>
    public static NameScores? Compare(PreparedIdentity one, PreparedIdentity other)
    {
        NameScores? best = null;
        foreach (var surname in one.Surnames)
        {
            foreach (var with in other.Surnames)
            {
                best = Better(best, Compare(surname, one.FirstGivens, with, other.FirstGivens));
            }
        }

        return best;
    }

    private static NameScores? Compare(
        PreparedSurname surname,
        PreparedGiven[] firsts,
        PreparedSurname with,
        PreparedGiven[] givens
    )
    {
        NameScores? best = null;
        foreach (var first in firsts)
        {
            foreach (var given in givens)
            {
                best = Better(best, Score(surname, first, with, given));
            }
        }

        return best;
    }

    private static NameScores? Better(NameScores? best, NameScores? next) =>
        next?.Weight > (best?.Weight ?? double.NegativeInfinity) ? next : best;

    private static NameScores? Score(
        PreparedSurname surname,
        PreparedGiven first,
        PreparedSurname with,
        PreparedGiven given
    )
    {
        var (one, other) = (AreSame(surname, given), AreSame(with, first));
        if (!(one || other) || !(one || Resemble(surname, given)) || !(other || Resemble(with, first)))
        {
            return null;
        }

        if (one != other)
        {
            // The name that is equal counts as surname or as given name, whichever says less; the other as a slip.
            var equal = one ? Least(surname, given) : Least(with, first);
            return Exchanged(equal, Weights.GivenClose);
        }

        // Which of the two is the surname is not known: the reading that says less counts.
        var (here, there) = (GivenComparison.Exact(first.Share), GivenComparison.Exact(given.Share));
        return surname.Weight + here <= with.Weight + there
            ? Exchanged(surname.Weight, here)
            : Exchanged(with.Weight, there);
    }

    private static NameScores Exchanged(double surname, double given) =>
        new(
            new TraitScore(Agreement.Exchanged, surname + Weights.Exchanged),
            new TraitScore(Agreement.Exchanged, given + Weights.Exchanged)
        );

    private static double Least(PreparedSurname surname, PreparedGiven given) =>
        Math.Min(surname.Weight, GivenComparison.Exact(given.Share));

    private static bool AreSame(PreparedSurname surname, PreparedGiven given) =>
        surname.Compact == given.Compact || surname.Spelled == given.Spelled;

    private static bool Resemble(PreparedSurname surname, PreparedGiven given) =>
        surname.Compact.StartsWith(given.Compact, StringComparison.Ordinal)
        || given.Compact.StartsWith(surname.Compact, StringComparison.Ordinal)
        || surname.Sorted == given.Sorted
        || GivenNameVariants.AreSame(surname.Compact, given.Compact)
        || SurnameComparison.Similarity(surname.Compact, given.Compact) >= Alike;
}

/// <summary>What surname and given name say, compared together.</summary>
internal readonly record struct NameScores(TraitScore Surname, TraitScore Given)
{
    public double Weight => Surname.Weight + Given.Weight;
}

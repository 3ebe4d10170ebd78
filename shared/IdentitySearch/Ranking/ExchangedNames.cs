using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Surname and given name in each other's field. One of the two must be equal; the other may be a list, a spelling or a
/// slip away.
/// </summary>
internal static class ExchangedNames
{
    private const double Alike = 0.85;

    /// <summary>The scores of both names, or null where they have not changed places.</summary>
    public static (TraitScore Surname, TraitScore Given)? Compare(PreparedIdentity one, PreparedIdentity other)
    {
        (TraitScore Surname, TraitScore Given)? best = null;
        foreach (var surname in one.Surnames)
        {
            foreach (var with in other.Surnames)
            {
                foreach (var first in one.FirstGivens)
                {
                    foreach (var given in other.FirstGivens)
                    {
                        if (
                            Score(surname, first, with, given) is { } score
                            && !(best is { } known && Sum(known) >= Sum(score))
                        )
                        {
                            best = score;
                        }
                    }
                }
            }
        }

        return best;
    }

    public static double Sum((TraitScore Surname, TraitScore Given) score) => score.Surname.Weight + score.Given.Weight;

    private static (TraitScore Surname, TraitScore Given)? Score(
        PreparedSurname surname,
        PreparedGiven first,
        PreparedSurname with,
        PreparedGiven given
    )
    {
        var (one, other) = (surname.Compact == given.Compact, with.Compact == first.Compact);
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

    private static (TraitScore Surname, TraitScore Given) Exchanged(double surname, double given) =>
        (
            new TraitScore(Agreement.Exchanged, surname + Weights.Exchanged),
            new TraitScore(Agreement.Exchanged, given + Weights.Exchanged)
        );

    private static double Least(PreparedSurname surname, PreparedGiven given) =>
        Math.Min(surname.Weight, GivenComparison.Exact(given.Share));

    private static bool Resemble(PreparedSurname surname, PreparedGiven given) =>
        surname.Compact.StartsWith(given.Compact, StringComparison.Ordinal)
        || given.Compact.StartsWith(surname.Compact, StringComparison.Ordinal)
        || GivenNameVariants.AreSame(surname.Compact, given.Compact)
        || SurnameComparison.Similarity(surname.Compact, given.Compact) >= Alike;
}

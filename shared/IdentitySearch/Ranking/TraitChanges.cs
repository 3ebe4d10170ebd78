using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Compares the traits of a pré-fiche before and after a correction, each by the search's own comparison of that trait.
/// Equal but for case, accents and separators, or listed spellings of one given name, is spelling; what merely
/// resembles or sounds alike is not.
/// </summary>
internal sealed class TraitChanges(IdentityPreparer preparer, NameFrequencies frequencies)
{
    /// <summary>The strongest change of any trait.</summary>
    public TraitChange Strongest(PatientTraits before, PatientTraits after) =>
        new[]
        {
            Surname(before.BirthName, after.BirthName),
            Surname(before.UsedName, after.UsedName),
            GivenNames(before.GivenNames, after.GivenNames),
            Given(before.UsedGivenName, after.UsedGivenName),
            Value(before.Sex, after.Sex, Sex.Unknown),
            Date(before.BirthDate, after.BirthDate),
            Value(before.BirthPlaceInsee, after.BirthPlaceInsee, null),
            Value(Number(before.Ins), Number(after.Ins), null),
            Ipps(before.Ipps, after.Ipps),
        }.Max();

    private TraitChange Surname(string? before, string? after) =>
        Name(
            before,
            after,
            () =>
                SurnameComparison
                    .Compare(
                        preparer.Prepare(new PatientTraits { BirthName = before }),
                        preparer.Prepare(new PatientTraits { BirthName = after })
                    )
                    .Agreement
        );

    private TraitChange Given(string? before, string? after) =>
        Name(
            before,
            after,
            () =>
                GivenComparison
                    .Compare(
                        preparer.Prepare(new PatientTraits { UsedGivenName = before }),
                        preparer.Prepare(new PatientTraits { UsedGivenName = after }),
                        frequencies
                    )
                    .Agreement
        );

    private static TraitChange Name(string? before, string? after, Func<Agreement> compare) =>
        (NormalForm.Compact(before).Length, NormalForm.Compact(after).Length) switch
        {
            (0, 0) => TraitChange.None,
            (0, _) => TraitChange.Added,
            (_, 0) => TraitChange.Other,
            _ => compare() is Agreement.Exact or Agreement.Equivalent or Agreement.Spelling
                ? TraitChange.None
                : TraitChange.Other,
        };

    /// <summary>In their order; how the list is cut into names is spelling.</summary>
    private TraitChange GivenNames(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (NormalForm.Compact(string.Concat(before)) == NormalForm.Compact(string.Concat(after)))
        {
            return TraitChange.None;
        }

        var common = Math.Min(before.Count, after.Count);
        var isSame = Enumerable.Range(0, common).All(at => Given(before[at], after[at]) == TraitChange.None);
        if (!isSame || after.Count < before.Count)
        {
            return TraitChange.Other;
        }

        return after.Count > before.Count ? TraitChange.Added : TraitChange.None;
    }

    private static TraitChange Date(PartialDate? before, PartialDate? after)
    {
        var isMorePrecise =
            before is { IsFull: false } less
            && after is { } more
            && less.Year == more.Year
            && (less.Month == 0 || (less.Month == more.Month && more.IsFull));
        return Value(before, after, null) == TraitChange.Other && isMorePrecise
            ? TraitChange.Added
            : Value(before, after, null);
    }

    private static TraitChange Ipps(IReadOnlyList<Ipp> before, IReadOnlyList<Ipp> after)
    {
        if (before.Any(one => !after.Any(other => AreSame(one, other))))
        {
            return TraitChange.Other;
        }

        return after.Any(one => !before.Any(other => AreSame(one, other))) ? TraitChange.Added : TraitChange.None;
    }

    private static bool AreSame(Ipp one, Ipp other) => one.Authority == other.Authority && one.Core == other.Core;

    private static (InsAuthority, string)? Number(Ins? ins) =>
        ins is { } given ? (given.Authority, given.Number) : null;

    private static TraitChange Value<T>(T before, T after, T unknown)
    {
        if (EqualityComparer<T>.Default.Equals(before, after))
        {
            return TraitChange.None;
        }

        return EqualityComparer<T>.Default.Equals(before, unknown) ? TraitChange.Added : TraitChange.Other;
    }
}

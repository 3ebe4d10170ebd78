using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// How many records a query can be expected to bring, from the frequency of the names and the size of the register.
/// </summary>
internal sealed class Selectivity(NameFrequencies frequencies, SearchCapabilities capabilities)
{
    /// <summary>Years over which the living and the lately dead are spread.</summary>
    private const double Years = 75;

    /// <summary>The share that a name has which is in no list.</summary>
    private const double Unlisted = 2e-6;

    /// <summary>Share of people with a given name that begins so; no list by prefix is worth its memory.</summary>
    private const double GivenPrefix = 0.03;

    /// <summary>
    /// True where so few are expected that the page cap is not reached, with room for names that gather in one region.
    /// </summary>
    public bool Fits(double expected) => expected <= capabilities.PageCap / 3.0;

    public double OfYear(IEnumerable<string> families) => Register(families) / Years;

    public double OfSex(IEnumerable<string> families) => Register(families) / 2;

    public double OfGiven(IEnumerable<string> families, IReadOnlyList<NameForm> givens, bool whole) =>
        Register(families)
        * Math.Min(
            1,
            givens
                .Select(form => NormalForm.Compact(form.Value))
                .Distinct()
                .Sum(given =>
                    whole ? Math.Max(Unlisted, frequencies.GivenShare(given, Sex.Unknown, null)) : GivenPrefix
                )
        );

    private double Register(IEnumerable<string> families) =>
        capabilities.RegisterSize * Math.Min(1, families.Select(NormalForm.Compact).Distinct().Sum(Share));

    private double Share(string compact) =>
        Math.Max(
            Unlisted,
            capabilities.NameMatching == NameMatching.Prefix
                ? frequencies.SurnamePrefixShare(compact)
                : frequencies.SurnameShare(compact)
        );
}

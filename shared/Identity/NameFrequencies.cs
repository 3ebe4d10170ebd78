using System.Runtime.CompilerServices;

namespace Krypton.Identity;

/// <summary>
/// How frequent names are in France: 40,000 surnames, and given names by sex and birth cohort. A name that is not listed counts as rarer than any listed one.
/// Source: INSEE, Fichier des noms and Fichier des prénoms (édition 2023), Licence Ouverte 2.0; see <c>Data/SOURCES.md</c>. Surname counts are estimated from the rank.
/// </summary>
public sealed class NameFrequencies
{
    private static readonly Lazy<NameFrequencies> Loaded = new(Load);

    private readonly Dictionary<string, int[]> givenCounts;
    private readonly Dictionary<string, string[]> accented = new(4096);
    private readonly long[] givenTotals = new long[BirthCohorts.Count * 2];
    private readonly PrefixCounts prefixes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private NameFrequencies(WeightedName[] surnames, WeightedGivenName[] givenNames)
    {
        Surnames = surnames;
        GivenNames = givenNames;
        prefixes = new PrefixCounts(surnames);
        givenCounts = new Dictionary<string, int[]>(givenNames.Length);
        foreach (var given in givenNames)
        {
            Add(given);
        }
    }

    /// <summary>The lists of this assembly, read once, on first use.</summary>
    public static NameFrequencies France => Loaded.Value;

    /// <summary>The surnames, sorted by name; a generator draws from them by weight.</summary>
    public IReadOnlyList<WeightedName> Surnames { get; }

    /// <summary>The given names with their accents, sorted by name and sex.</summary>
    public IReadOnlyList<WeightedGivenName> GivenNames { get; }

    /// <summary>The share of people with this surname, 0 to 1; 0 if it is not listed.</summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    public double SurnameShare(string compact) =>
        (double)prefixes.Of(compact) / prefixes.Total;

    /// <summary>The share of people whose surname begins with these letters, 0 to 1.</summary>
    /// <param name="compactPrefix">In the form of <see cref="NormalForm.Compact"/>.</param>
    public double SurnamePrefixShare(string compactPrefix) => (double)prefixes.StartingWith(compactPrefix) / prefixes.Total;

    /// <summary>
    /// The share of people of that sex and cohort with this given name, 0 to 1; the highest share of all that may be meant where sex or cohort is not known,
    /// so that knowing more never makes a name more common. 0 if it is not listed.
    /// </summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    /// <param name="sex">As recorded.</param>
    /// <param name="cohort">Null where the birth year is not known.</param>
    public double GivenShare(string compact, Sex sex, BirthCohort? cohort)
    {
        var share = 0d;
        if (givenCounts.TryGetValue(compact, out var counts))
        {
            for (var index = 0; index < givenTotals.Length; index++)
            {
                if (Matches(index, sex, cohort))
                {
                    share = Math.Max(share, (double)counts[index] / givenTotals[index]);
                }
            }
        }

        return share;
    }

    /// <summary>The listed spellings with accents of a given name that is written without: <c>HELENE</c> gives <c>HÉLÈNE</c>. Empty for most names.</summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    public IReadOnlyList<string> AccentedSpellings(string compact) => accented.GetValueOrDefault(compact, []);

    /// <summary>True for a given name that is listed at all.</summary>
    public bool IsGivenName(string compact) => givenCounts.ContainsKey(compact);

    private static NameFrequencies Load()
    {
        using var stream = typeof(NameFrequencies).Assembly.GetManifestResourceStream("names.bin")
            ?? throw new InvalidOperationException("The name lists are missing from the assembly.");
        var (surnames, givenNames) = NameData.Read(stream);
        return new NameFrequencies(surnames, givenNames);
    }

    private static bool Matches(int index, Sex sex, BirthCohort? cohort) =>
        (sex == Sex.Unknown || index / BirthCohorts.Count == (int)sex - 1)
        && (cohort is null || index % BirthCohorts.Count == (int)cohort);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(WeightedGivenName given)
    {
        var key = NormalForm.Compact(given.Name);
        if (!givenCounts.TryGetValue(key, out var counts))
        {
            givenCounts[key] = counts = new int[givenTotals.Length];
        }

        if (!System.Text.Ascii.IsValid(given.Name) && (!accented.TryGetValue(key, out var known) || Array.IndexOf(known, given.Name) < 0))
        {
            accented[key] = known is null ? [given.Name] : [.. known, given.Name];
        }

        var offset = ((int)given.Sex - 1) * BirthCohorts.Count;
        for (var cohort = 0; cohort < BirthCohorts.Count; cohort++)
        {
            counts[offset + cohort] += given.Counts[cohort];
            givenTotals[offset + cohort] += given.Counts[cohort];
        }
    }
}

using System.Runtime.CompilerServices;

namespace KryptonFunctions.Identity;

/// <summary>
/// How frequent names are in France: 40,000 surnames, and given names by sex and birth cohort. A name that is not
/// listed counts as rarer than any listed one. Source: INSEE, Fichier des noms and Fichier des prénoms (édition 2023),
/// Licence Ouverte 2.0; see <c>Data/SOURCES.md</c>. Surname counts are estimated from the rank.
/// </summary>
public sealed class NameFrequencies
{
    private const int SurnameColumns = 1;
    private const int GivenColumns = 1 + BirthCohorts.Count;
    private const int Shares = 2 * BirthCohorts.Count;

    private static readonly Lazy<NameFrequencies> Loaded = new(() => new NameFrequencies(Resource()));

    private readonly NameTable surnames;
    private readonly NameTable givenNames;
    private readonly long[] bearersBefore;
    private readonly long[] givenTotals = new long[Shares];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private NameFrequencies(byte[] data)
    {
        surnames = new NameTable(data, 0, SurnameColumns);
        givenNames = new NameTable(data, surnames.End, GivenColumns);
        bearersBefore = new long[surnames.Count + 1];
        Span<int> numbers = stackalloc int[GivenColumns];
        for (var entry = 0; entry < surnames.Count; entry++)
        {
            surnames.Numbers(entry, numbers);
            bearersBefore[entry + 1] = bearersBefore[entry] + numbers[0];
        }

        for (var entry = 0; entry < givenNames.Count; entry++)
        {
            givenNames.Numbers(entry, numbers);
            for (var cohort = 0; cohort < BirthCohorts.Count; cohort++)
            {
                givenTotals[Share(numbers[0], cohort)] += numbers[1 + cohort];
            }
        }
    }

    /// <summary>The lists of this assembly, read once, on first use.</summary>
    public static NameFrequencies France => Loaded.Value;

    /// <summary>
    /// The surnames, sorted by their form without separators; made anew at each call, for a generator that draws from
    /// them by weight.
    /// </summary>
    public IReadOnlyList<WeightedName> Surnames()
    {
        var numbers = new int[SurnameColumns];
        var names = new WeightedName[surnames.Count];
        for (var entry = 0; entry < names.Length; entry++)
        {
            surnames.Numbers(entry, numbers);
            names[entry] = new WeightedName(surnames.Spelling(entry), numbers[0]);
        }

        return names;
    }

    /// <summary>The given names with their accents, sorted by name and sex; made anew at each call.</summary>
    public IReadOnlyList<WeightedGivenName> GivenNames()
    {
        var numbers = new int[GivenColumns];
        var names = new WeightedGivenName[givenNames.Count];
        for (var entry = 0; entry < names.Length; entry++)
        {
            givenNames.Numbers(entry, numbers);
            names[entry] = new WeightedGivenName(givenNames.Spelling(entry), (Sex)numbers[0], numbers[1..]);
        }

        return [.. names.OrderBy(given => given.Name, StringComparer.Ordinal).ThenBy(given => given.Sex)];
    }

    /// <summary>The share of people with this surname, 0 to 1; 0 if it is not listed.</summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    public double SurnameShare(string compact) => SurnameShare(surnames.With(compact));

    /// <summary>The share of people whose surname begins with these letters, 0 to 1.</summary>
    /// <param name="compactPrefix">In the form of <see cref="NormalForm.Compact"/>.</param>
    public double SurnamePrefixShare(string compactPrefix) => SurnameShare(surnames.StartingWith(compactPrefix));

    /// <summary>
    /// The share of people of that sex and cohort with this given name, 0 to 1; the highest share of all that may be
    /// meant where sex or cohort is not known, so that knowing more never makes a name more common. 0 if it is not
    /// listed.
    /// </summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    /// <param name="sex">As recorded.</param>
    /// <param name="cohort">Null where the birth year is not known.</param>
    public double GivenShare(string compact, Sex sex, BirthCohort? cohort)
    {
        Span<long> counts = stackalloc long[Shares];
        Span<int> numbers = stackalloc int[GivenColumns];
        counts.Clear();
        var (first, length) = givenNames.With(compact).GetOffsetAndLength(givenNames.Count);
        for (var entry = first; entry < first + length; entry++)
        {
            givenNames.Numbers(entry, numbers);
            for (var at = 0; at < BirthCohorts.Count; at++)
            {
                counts[Share(numbers[0], at)] += numbers[1 + at];
            }
        }

        var share = 0d;
        for (var at = 0; length > 0 && at < Shares; at++)
        {
            if (Matches(at, sex, cohort))
            {
                share = Math.Max(share, (double)counts[at] / givenTotals[at]);
            }
        }

        return share;
    }

    /// <summary>
    /// The listed spellings with accents of a given name that is written without: <c>HELENE</c> gives <c>HÉLÈNE</c>.
    /// Empty for most names.
    /// </summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    public IReadOnlyList<string> AccentedSpellings(string compact)
    {
        var (first, length) = givenNames.With(compact).GetOffsetAndLength(givenNames.Count);
        return [.. Enumerable.Range(first, length).Where(givenNames.HasAccents).Select(givenNames.Spelling).Distinct()];
    }

    /// <summary>True for a given name that is listed at all.</summary>
    public bool IsGivenName(string compact) => givenNames.With(compact) is var found && !found.Start.Equals(found.End);

    private static byte[] Resource()
    {
        using var stream =
            typeof(NameFrequencies).Assembly.GetManifestResourceStream("names.bin")
            ?? throw new InvalidOperationException("The name lists are missing from the assembly.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return data;
    }

    private double SurnameShare(Range entries) =>
        (double)(bearersBefore[entries.End.Value] - bearersBefore[entries.Start.Value]) / bearersBefore[^1];

    private static int Share(int sex, int cohort) => ((sex - 1) * BirthCohorts.Count) + cohort;

    private static bool Matches(int share, Sex sex, BirthCohort? cohort) =>
        (sex == Sex.Unknown || share / BirthCohorts.Count == (int)sex - 1)
        && (cohort is null || share % BirthCohorts.Count == (int)cohort);
}

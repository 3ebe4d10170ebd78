namespace Krypton.Identity;

/// <summary>
/// How frequent names are in France: 40,000 surnames, and given names by sex and birth cohort. A name that is not listed counts as rarer than any listed one.
/// Source: INSEE, Fichier des noms and Fichier des prénoms (édition 2023), Licence Ouverte 2.0; see <c>Data/SOURCES.md</c>. Surname counts are estimated from the rank.
/// </summary>
public sealed class NameFrequencies
{
    private static readonly Lazy<NameFrequencies> Loaded = new(Load);

    private readonly Dictionary<string, int> _surnames;
    private readonly Dictionary<string, GivenCounts> _givenNames;
    private readonly long[] _totals = new long[BirthCohorts.Count * 2];
    private readonly PrefixCounts _prefixes;
    private readonly long _surnameTotal;

    private NameFrequencies(WeightedName[] surnames, WeightedGivenName[] givenNames)
    {
        Surnames = surnames;
        GivenNames = givenNames;
        _surnames = new Dictionary<string, int>(surnames.Length);
        foreach (var surname in surnames)
        {
            _surnameTotal += surname.Count;
            var key = NormalForm.Compact(surname.Name);
            _surnames[key] = _surnames.GetValueOrDefault(key) + surname.Count;
        }

        _prefixes = new PrefixCounts(_surnames);
        _givenNames = new Dictionary<string, GivenCounts>(givenNames.Length);
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
        _surnames.TryGetValue(compact, out var count) ? (double)count / _surnameTotal : 0;

    /// <summary>The share of people whose surname begins with these letters, 0 to 1.</summary>
    /// <param name="compactPrefix">In the form of <see cref="NormalForm.Compact"/>.</param>
    public double SurnamePrefixShare(string compactPrefix) => (double)_prefixes.StartingWith(compactPrefix) / _surnameTotal;

    /// <summary>The share of people of that sex and cohort with this given name, 0 to 1; over both sexes or all cohorts where one is not known; 0 if it is not listed.</summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    /// <param name="sex">As recorded.</param>
    /// <param name="cohort">Null where the birth year is not known.</param>
    public double GivenShare(string compact, Sex sex, BirthCohort? cohort)
    {
        if (!_givenNames.TryGetValue(compact, out var counts))
        {
            return 0;
        }

        var (count, total) = (0L, 0L);
        for (var index = 0; index < _totals.Length; index++)
        {
            if (Matches(index, sex, cohort))
            {
                count += counts.ByIndex[index];
                total += _totals[index];
            }
        }

        return (double)count / total;
    }

    /// <summary>True for a given name that is listed at all.</summary>
    public bool IsGivenName(string compact) => _givenNames.ContainsKey(compact);

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

    private void Add(WeightedGivenName given)
    {
        var key = NormalForm.Compact(given.Name);
        if (!_givenNames.TryGetValue(key, out var counts))
        {
            _givenNames[key] = counts = new GivenCounts(new int[_totals.Length]);
        }

        var offset = ((int)given.Sex - 1) * BirthCohorts.Count;
        for (var cohort = 0; cohort < BirthCohorts.Count; cohort++)
        {
            counts.ByIndex[offset + cohort] += given.Counts[cohort];
            _totals[offset + cohort] += given.Counts[cohort];
        }
    }

    private readonly record struct GivenCounts(int[] ByIndex);
}

using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>A given name made ready for comparing, with its share among people of that sex and age.</summary>
internal sealed class PreparedGiven
{
    private string? phonetic;
    private string? sorted;
    private string? contracted;

    private PreparedGiven(string literal, string[] parts, double share, double firstShare)
    {
        Literal = literal;
        Parts = parts;
        Compact = string.Concat(parts);
        Spelled =
            PassportSpelling.Spelled(literal) is var spelled && ReferenceEquals(spelled, literal)
                ? Compact
                : NormalForm.Compact(spelled);
        Share = share;
        FirstShare = firstShare;
    }

    /// <summary>A name in no list is rarer than the rarest listed one.</summary>
    public const double Unlisted = 1e-5;

    /// <summary>As recorded.</summary>
    public string Literal { get; }

    public string[] Parts { get; }

    public string Compact { get; }

    /// <summary>The same with German letters spelled out (<c>JOERG</c> for <c>Jörg</c>).</summary>
    public string Spelled { get; }

    /// <summary>The same with the marks of German letters left out, however they were written.</summary>
    public string Contracted => contracted ??= PassportSpelling.Contracted(Compact);

    /// <summary>The parts in the order of the alphabet.</summary>
    public string Sorted => sorted ??= string.Join(' ', Parts.Order(StringComparer.Ordinal));

    public double Share { get; }

    /// <summary>The share of the first part of a compound.</summary>
    public double FirstShare { get; }

    public string Phonetic => phonetic ??= PhoneticKey.Of(Compact);

    public static PreparedGiven? From(string? literal, Sex sex, PartialDate? birthDate, NameFrequencies frequencies)
    {
        var parts = NormalForm.Parts(literal);
        if (parts.Length == 0)
        {
            return null;
        }

        BirthCohort? cohort = birthDate is { } date ? BirthCohorts.Of(date.Year) : null;
        double Share(string compact) => Math.Max(Unlisted, frequencies.GivenShare(compact, sex, cohort));
        var whole = Share(string.Concat(parts));
        return new PreparedGiven(literal!, parts, whole, parts.Length == 1 ? whole : Share(parts[0]));
    }
}

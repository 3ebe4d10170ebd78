using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>A surname made ready for comparing: worked out once, compared often.</summary>
internal sealed class PreparedSurname
{
    private string? phonetic;
    private string? sorted;
    private string? contracted;

    private PreparedSurname(
        string literal,
        string[] parts,
        double weight,
        double[] partWeights,
        bool isUsed,
        bool isBoth
    )
    {
        Literal = literal;
        Parts = parts;
        PartWeights = partWeights;
        Compact = string.Concat(parts);
        Spelled =
            PassportSpelling.Spelled(literal) is var spelled && ReferenceEquals(spelled, literal)
                ? Compact
                : NormalForm.Compact(spelled);
        Weight = weight;
        IsUsed = isUsed;
        IsBoth = isBoth;
    }

    /// <summary>As recorded.</summary>
    public string Literal { get; }

    /// <summary>Parts in normal form, SAINT abbreviated.</summary>
    public string[] Parts { get; }

    /// <summary>What each part weighs as a name of its own.</summary>
    public double[] PartWeights { get; }

    /// <summary>The parts without separators.</summary>
    public string Compact { get; }

    /// <summary>The same with German letters spelled out (<c>MUELLER</c> for <c>Müller</c>).</summary>
    public string Spelled { get; }

    /// <summary>The same with the marks of German letters left out, however they were written.</summary>
    public string Contracted => contracted ??= PassportSpelling.Contracted(Compact);

    /// <summary>The parts in the order of the alphabet.</summary>
    public string Sorted => sorted ??= string.Join(' ', Parts.Order(StringComparer.Ordinal));

    /// <summary>What it weighs when another bears the same name.</summary>
    public double Weight { get; }

    public bool IsUsed { get; }

    /// <summary>Birth and used name put together; compared as a whole only.</summary>
    public bool IsBoth { get; }

    public string Phonetic => phonetic ??= PhoneticKey.Of(Compact);

    public static PreparedSurname? From(string? literal, bool isUsed, NameFrequencies frequencies)
    {
        var parts = NormalForm.Parts(literal);
        if (parts.Length == 0)
        {
            return null;
        }

        var weight = WeightOf(frequencies.SurnameShare(string.Concat(parts)));
        var partWeights =
            parts.Length == 1 ? [weight] : Array.ConvertAll(parts, part => WeightOf(frequencies.SurnameShare(part)));
        for (var at = 0; at < parts.Length; at++)
        {
            parts[at] = parts[at] switch
            {
                "SAINT" => "ST",
                "SAINTE" => "STE",
                var part => part,
            };
        }

        return new PreparedSurname(literal!, parts, weight, partWeights, isUsed, isBoth: false);
    }

    /// <summary>Birth and used name in one field; no list knows such a name, so it is as rare as can be.</summary>
    public static PreparedSurname Both(PreparedSurname first, PreparedSurname second) =>
        new(
            $"{first.Literal} {second.Literal}",
            [.. first.Parts, .. second.Parts],
            Weights.SurnameMost,
            [],
            isUsed: true,
            isBoth: true
        );

    private static double WeightOf(double share) =>
        share > 0
            ? Math.Clamp(Weights.Bits(Weights.SurnameM, share), Weights.SurnameLeast, Weights.SurnameMost)
            : Weights.SurnameMost;
}

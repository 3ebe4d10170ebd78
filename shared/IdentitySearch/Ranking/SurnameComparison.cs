using F23.StringSimilarity;
using KryptonFunctions.IdentitySearch.Planning;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Compares all surnames of two identities and keeps the best agreement.</summary>
internal static class SurnameComparison
{
    private const int FewestLettersOfComponent = 3;
    private static readonly JaroWinkler Metric = new();

    public static TraitScore Compare(PreparedIdentity one, PreparedIdentity other)
    {
        if (one.Surnames.Length == 0 || other.Surnames.Length == 0)
        {
            return TraitScore.None;
        }

        var best = new TraitScore(
            Agreement.Different,
            one.HasUsedName || other.HasUsedName ? Weights.SurnameDifferentWithUsed : Weights.SurnameDifferent
        );
        foreach (var name in one.Surnames)
        {
            foreach (var with in other.Surnames)
            {
                var score = Compare(name, with);
                best = score.Weight > best.Weight ? score : best;
            }
        }

        return best;
    }

    public static double Similarity(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? Metric.Similarity(one, other) : Metric.Similarity(other, one);

    private static TraitScore Compare(PreparedSurname one, PreparedSurname other)
    {
        var penalty = one.IsUsed || other.IsUsed ? Weights.UsedName : 0;
        if (one.Compact == other.Compact || one.Spelled == other.Spelled)
        {
            return new TraitScore(
                SameText(one.Literal, other.Literal) ? Agreement.Exact : Agreement.Equivalent,
                Math.Min(one.Weight, other.Weight) + penalty
            );
        }

        if (one.IsBoth || other.IsBoth)
        {
            return new TraitScore(Agreement.Different, Weights.SurnameDifferent);
        }

        if (one.Parts.Length > 1 && one.Sorted == other.Sorted)
        {
            var reordered = Math.Min(one.Weight, other.Weight) + Weights.Reordered;
            return new TraitScore(
                Agreement.Reordered,
                Math.Max(reordered, SharedComponent(one, other) ?? reordered) + penalty
            );
        }

        if (SharedComponent(one, other) is { } shared)
        {
            return new TraitScore(Agreement.Component, shared + penalty);
        }

        if (one.Phonetic == other.Phonetic)
        {
            return new TraitScore(Agreement.Phonetic, Weights.SurnamePhonetic + penalty);
        }

        // MULLER as the civil register has it, MUELLER as the passport: more than resembling, less than equal.
        if (one.Contracted == other.Contracted)
        {
            return new TraitScore(Agreement.Close, Weights.SurnameClose + penalty);
        }

        return Similarity(one.Compact, other.Compact) switch
        {
            >= 0.94 => new TraitScore(Agreement.Close, Weights.SurnameClose + penalty),
            >= 0.88 => new TraitScore(Agreement.Similar, Weights.SurnameSimilar + penalty),
            >= 0.80 => new TraitScore(Agreement.Remote, Weights.SurnameRemote + penalty),
            _ when OneSlip.Between(one.Compact, other.Compact)
                    || ResemblesComponent(one, other)
                    || ResemblesComponent(other, one) => new TraitScore(
                Agreement.Remote,
                Weights.SurnameRemote + penalty
            ),
            _ => new TraitScore(Agreement.Different, Weights.SurnameDifferent),
        };
    }

    // CLAVE-BOISARD of which one component was kept, and mistyped.
    private static bool ResemblesComponent(PreparedSurname compound, PreparedSurname other)
    {
        if (compound.Parts.Length < 2)
        {
            return false;
        }

        foreach (var part in compound.Parts)
        {
            if (part.Length > FewestLettersOfComponent && Similarity(part, other.Compact) >= 0.88)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameText(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the rarest shared component weighs, or null where there is none.</summary>
    private static double? SharedComponent(PreparedSurname one, PreparedSurname other)
    {
        double? shared = null;
        if (one.Parts.Length > 1 || other.Parts.Length > 1)
        {
            for (var at = 0; at < one.Parts.Length; at++)
            {
                var part = one.Parts[at];
                if (
                    part.Length >= FewestLettersOfComponent
                    && !Particles.IsParticle(part)
                    && Array.IndexOf(other.Parts, part) >= 0
                )
                {
                    shared = Math.Max(shared ?? double.MinValue, Component(one.PartWeights[at]));
                }
            }
        }

        return shared
            ?? GluedComponent(one, other)
            ?? GluedComponent(other, one)
            ?? (
                GluedParticle(one.Compact, other.Compact) || GluedParticle(other.Compact, one.Compact)
                    ? Component(Math.Min(one.Weight, other.Weight))
                    : null
            );
    }

    // FRANCON-JOUNIAUX against JOUNIAUXFRANCON: glued, a component stands at one end.
    private static double? GluedComponent(PreparedSurname compound, PreparedSurname glued)
    {
        for (var at = 0; compound.Parts.Length > 1 && at < compound.Parts.Length; at++)
        {
            var part = compound.Parts[at];
            if (
                part.Length > FewestLettersOfComponent
                && glued.Compact.Length > part.Length
                && (
                    glued.Compact.StartsWith(part, StringComparison.Ordinal)
                    || glued.Compact.EndsWith(part, StringComparison.Ordinal)
                )
            )
            {
                return Component(compound.PartWeights[at]);
            }
        }

        return null;
    }

    // 3 times the frequency, as there are several components to agree by chance.
    private static double Component(double exact) =>
        Math.Min(Weights.ComponentMost, exact + Math.Log2(Weights.ComponentM / Weights.SurnameM / 3));

    private static bool GluedParticle(string longer, string shorter) =>
        longer.Length > shorter.Length
        && shorter.Length >= FewestLettersOfComponent
        && longer.EndsWith(shorter, StringComparison.Ordinal)
        && longer[..^shorter.Length]
            is "LE"
                or "LA"
                or "DE"
                or "DU"
                or "DES"
                or "LES"
                or "DELA"
                or "D"
                or "L"
                or "EL"
                or "AL"
                or "BEN"
                or "VAN";
}

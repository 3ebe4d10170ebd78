using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Compares the given names of two identities and keeps the best agreement.</summary>
internal static class GivenComparison
{
    public static TraitScore Compare(PreparedIdentity one, PreparedIdentity other, NameFrequencies frequencies)
    {
        if (one.FirstGivens.Length == 0 || other.FirstGivens.Length == 0)
        {
            return TraitScore.None;
        }

        var best = new TraitScore(Agreement.Different, Weights.GivenDifferent);
        foreach (var first in one.FirstGivens)
        {
            foreach (var with in other.FirstGivens)
            {
                Keep(ref best, Compare(first, with, one, other, frequencies));
            }
        }

        if (best.Weight < Weights.OtherGivenMost)
        {
            Others(one, other, ref best);
            Others(other, one, ref best);
        }

        return best;
    }

    private static void Keep(ref TraitScore best, TraitScore score) => best = score.Weight > best.Weight ? score : best;

    private static TraitScore Compare(
        PreparedGiven one,
        PreparedGiven other,
        PreparedIdentity of,
        PreparedIdentity with,
        NameFrequencies frequencies
    )
    {
        if (one.Compact == other.Compact || one.Spelled == other.Spelled)
        {
            var same = string.Equals(one.Literal, other.Literal, StringComparison.OrdinalIgnoreCase);
            return new TraitScore(
                same ? Agreement.Exact : Agreement.Equivalent,
                Exact(Math.Max(one.Share, other.Share))
            );
        }

        var (shorter, longer, shorterSide) =
            one.Parts.Length < other.Parts.Length ? (one, other, of) : (other, one, with);
        if (
            longer.Parts.AsSpan(0, shorter.Parts.Length).SequenceEqual(shorter.Parts)
            && longer.Parts.Length > shorter.Parts.Length
        )
        {
            // One field holds the whole list of given names of which the other side has the next one too.
            var next = longer.Parts[shorter.Parts.Length];
            return Array.Exists(shorterSide.OtherGivens, given => given.Parts[0] == next)
                ? new TraitScore(
                    Agreement.Equivalent,
                    Exact(Math.Max(shorter.Share, shorterSide == of ? one.Share : other.Share))
                )
                : new TraitScore(Agreement.Truncated, Truncated(Math.Max(shorter.Share, longer.FirstShare)));
        }

        if (one.Parts.Length > 1 && one.Sorted == other.Sorted)
        {
            return new TraitScore(Agreement.Reordered, Truncated(Math.Max(one.Share, other.Share)));
        }

        if (Glued(one, other, frequencies) || Glued(other, one, frequencies))
        {
            return new TraitScore(Agreement.Truncated, Truncated(Math.Max(one.FirstShare, other.FirstShare)));
        }

        if (GivenNameVariants.AreSame(one.Compact, other.Compact))
        {
            return new TraitScore(Agreement.Spelling, Truncated(Math.Max(one.Share, other.Share)));
        }

        if (one.Phonetic == other.Phonetic)
        {
            return new TraitScore(Agreement.Phonetic, Weights.GivenPhonetic);
        }

        if (one.Contracted == other.Contracted)
        {
            return new TraitScore(Agreement.Close, Weights.GivenClose);
        }

        return SurnameComparison.Similarity(one.Compact, other.Compact) switch
        {
            >= 0.93 => new TraitScore(Agreement.Close, Weights.GivenClose),
            >= 0.85 => new TraitScore(Agreement.Similar, Weights.GivenSimilar),
            _ => new TraitScore(Agreement.Different, Weights.GivenDifferent),
        };
    }

    // MARIECLAUDE against MARIE: the rest must be a given name, else MARIE and MARIETTE would be compounds.
    private static bool Glued(PreparedGiven longer, PreparedGiven shorter, NameFrequencies frequencies) =>
        longer.Compact.Length > shorter.Compact.Length + 2
        && shorter.Compact.Length > 2
        && longer.Compact.StartsWith(shorter.Compact, StringComparison.Ordinal)
        && !frequencies.IsGivenName(longer.Compact)
        && frequencies.IsGivenName(longer.Compact[shorter.Compact.Length..]);

    private static void Others(PreparedIdentity one, PreparedIdentity other, ref TraitScore best)
    {
        foreach (var first in one.FirstGivens)
        {
            foreach (var second in other.OtherGivens)
            {
                if (first.Compact == second.Compact)
                {
                    Keep(
                        ref best,
                        new TraitScore(Agreement.OtherGivenName, Other(Math.Max(first.Share, second.Share)))
                    );
                }
            }

            foreach (var compound in other.FirstGivens)
            {
                if (compound.Parts.Length > 1 && Array.IndexOf(compound.Parts, first.Compact, 1) > 0)
                {
                    Keep(ref best, new TraitScore(Agreement.OtherGivenName, Other(first.Share)));
                }
            }
        }
    }

    public static double Exact(double share) => Math.Min(Weights.GivenMost, Weights.Bits(Weights.GivenM, share));

    private static double Truncated(double share) =>
        Math.Min(Weights.TruncatedMost, Weights.Bits(Weights.TruncatedM, Math.Min(1, 2 * share)));

    private static double Other(double share) =>
        Math.Min(Weights.OtherGivenMost, Weights.Bits(Weights.OtherGivenM, Math.Min(1, 2 * share)));
}

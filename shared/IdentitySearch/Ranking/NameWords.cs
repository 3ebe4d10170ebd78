namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// All words of a name, whatever field they stand in: Vietnamese and Spanish names of several words are shared out
/// between surname and given name one way here and another way there.
/// </summary>
/// <param name="Key">The words in the order of the alphabet, each once.</param>
/// <param name="Surname">The surname of which they are.</param>
/// <param name="Given">The given name of which they are.</param>
internal sealed record NameWords(string Key, PreparedSurname Surname, PreparedGiven Given)
{
    private const int FewestWords = 3;

    public static IReadOnlyList<NameWords> Of(PreparedIdentity identity)
    {
        var all = new List<NameWords>();
        var others = identity.OtherGivens.SelectMany(given => given.Parts).ToList();
        foreach (var surname in identity.Surnames.Where(surname => !surname.IsBoth))
        {
            foreach (var given in identity.FirstGivens)
            {
                Add(all, surname, given, []);
                Add(all, surname, given, others);
            }
        }

        return all;
    }

    /// <summary>The best scores of both names where the same words make them up, else null.</summary>
    public static NameScores? Compare(PreparedIdentity one, PreparedIdentity other)
    {
        // For most pairs nothing needs to be put in order: no name of theirs has two words.
        if (!HasSeveralWords(one) && !HasSeveralWords(other))
        {
            return null;
        }

        NameScores? best = null;
        foreach (var words in one.Words)
        {
            foreach (var with in other.Words)
            {
                if (words.Key == with.Key && Score(words, with) is var score && !(best?.Weight >= score.Weight))
                {
                    best = score;
                }
            }
        }

        return best;
    }

    private static bool HasSeveralWords(PreparedIdentity identity) =>
        Array.Exists(identity.Surnames, surname => surname is { IsBoth: false, Parts.Length: > 1 })
        || Array.Exists(identity.FirstGivens, given => given.Parts.Length > 1);

    private static void Add(
        List<NameWords> all,
        PreparedSurname surname,
        PreparedGiven given,
        IReadOnlyList<string> others
    )
    {
        string[] words = [.. surname.Parts.Concat(given.Parts).Concat(others).Distinct().Order(StringComparer.Ordinal)];
        if (words.Length >= FewestWords)
        {
            all.Add(new NameWords(string.Join(' ', words), surname, given));
        }
    }

    // Which word is the surname is not known: of each field the reading that says less counts.
    private static NameScores Score(NameWords one, NameWords other) =>
        new(
            new TraitScore(Agreement.Reordered, Math.Min(one.Surname.Weight, other.Surname.Weight) + Weights.Exchanged),
            new TraitScore(
                Agreement.Reordered,
                GivenComparison.Exact(Math.Max(one.Given.Share, other.Given.Share)) + Weights.Exchanged
            )
        );
}

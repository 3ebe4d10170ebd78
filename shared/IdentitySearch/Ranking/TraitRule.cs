namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>The score of one trait in a comparison.</summary>
internal delegate TraitScore TraitScoreIn(in PairScore score);

/// <summary>How a trait counts in a comparison and what the user is told of it.</summary>
/// <param name="Trait">Which.</param>
/// <param name="ScoreIn">Its score.</param>
/// <param name="IsIdentifier">Weighed beside the traits, and not at all where they contradict it.</param>
/// <param name="Sentences">Its own French sentences, where those that hold for any trait do not fit.</param>
internal sealed record TraitRule(
    Trait Trait,
    TraitScoreIn ScoreIn,
    bool IsIdentifier,
    IReadOnlyDictionary<Agreement, string> Sentences
)
{
    /// <summary>
    /// One rule for every trait, the weightiest first, as the user is shown them: a new one is decided here, and a test
    /// finds the one that is not.
    /// </summary>
    public static readonly IReadOnlyList<TraitRule> All =
    [
        new(
            Trait.Ins,
            (in score) => score.Ins,
            IsIdentifier: true,
            new Dictionary<Agreement, string>
            {
                [Agreement.Exact] = "même matricule INS",
                [Agreement.Different] = "matricules INS différents",
            }
        ),
        new(
            Trait.Ipp,
            (in score) => score.Ipp,
            IsIdentifier: true,
            new Dictionary<Agreement, string>
            {
                [Agreement.Exact] = "même IPP dans le même établissement",
                [Agreement.Equivalent] = "même IPP aux zéros de tête, séparateurs et majuscules près",
            }
        ),
        new(Trait.Surname, (in score) => score.Surname, IsIdentifier: false, NoOwnSentences),
        new(Trait.GivenNames, (in score) => score.Given, IsIdentifier: false, NoOwnSentences),
        new(
            Trait.BirthDate,
            (in score) => score.BirthDate,
            IsIdentifier: false,
            new Dictionary<Agreement, string> { [Agreement.Exchanged] = "jour et mois inversés" }
        ),
        new(
            Trait.Sex,
            (in score) => score.Sex,
            IsIdentifier: false,
            new Dictionary<Agreement, string> { [Agreement.Different] = "sexe différent" }
        ),
        new(
            Trait.BirthPlace,
            (in score) => score.BirthPlace,
            IsIdentifier: false,
            new Dictionary<Agreement, string> { [Agreement.Different] = "lieu de naissance différent" }
        ),
    ];

    /// <summary>The traits that describe a person, without the numbers it was given.</summary>
    public static readonly TraitRule[] WithoutIdentifiers = [.. All.Where(rule => !rule.IsIdentifier)];

    private static Dictionary<Agreement, string> NoOwnSentences => [];
}

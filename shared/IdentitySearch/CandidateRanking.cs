using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Planning;
using KryptonFunctions.IdentitySearch.Ranking;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Merges the answers of a search, weighs every record against the searched traits, and says whether another wave is
/// worth its requests. Pure: the same traits, plan and answers give the same result, so an orchestration may call it
/// after each wave.
/// </summary>
public sealed class CandidateRanking(IOptions<SearchCapabilities> options, NameFrequencies frequencies)
{
    private readonly SearchCapabilities capabilities = options.Value;
    private readonly IdentityPreparer preparer = new(frequencies, options.Value.StatusVocabulary);
    private readonly PairScorer scorer = new(frequencies, options.Value.RegisterSize);
    private readonly NextWave nextWave = new(options.Value, new Narrowing(options.Value, frequencies));

    /// <summary>
    /// The next wave: the first of the plan when nothing is answered yet, later ones with what follows up the answers;
    /// null when the question is settled.
    /// </summary>
    public SearchWave? Next(PatientTraits traits, SearchPlan plan, IReadOnlyList<AnsweredQuery> answers) =>
        Next(traits, plan, answers, Board(traits, answers));

    /// <summary>The candidates and what was covered, after any number of waves.</summary>
    public RankedCandidates Rank(PatientTraits traits, SearchPlan plan, IReadOnlyList<AnsweredQuery> answers) =>
        Rank(traits, plan, answers, Board(traits, answers), showHidden: false);

    internal SearchWave? Next(
        PatientTraits traits,
        SearchPlan plan,
        IReadOnlyList<AnsweredQuery> answers,
        CandidateBoard board
    ) => nextWave.After(traits, plan, answers, board);

    internal RankedCandidates Rank(
        PatientTraits traits,
        SearchPlan plan,
        IReadOnlyList<AnsweredQuery> answers,
        CandidateBoard board,
        bool showHidden
    )
    {
        var listed = new CandidateList(preparer, scorer).Of(board, traits, showHidden);
        return new(
            listed.Candidates,
            Coverage.From(traits, plan, answers, capabilities),
            listed.Hidden,
            Alerts.OfSearch(traits)
        );
    }

    internal CandidateBoard Board(PatientTraits traits, IReadOnlyList<AnsweredQuery> answers)
    {
        var board = new CandidateBoard(preparer.Prepare(traits), preparer, scorer, capabilities);
        foreach (var answer in answers)
        {
            board.Add(answer);
        }

        return board;
    }
}

/// <summary>What a search has found so far.</summary>
/// <param name="Candidates">At most 20, best first.</param>
/// <param name="Coverage">What was asked.</param>
/// <param name="Hidden">Records that were found and are not among the candidates.</param>
/// <param name="Alerts">What to know of the search as a whole.</param>
public sealed record RankedCandidates(
    IReadOnlyList<Candidate> Candidates,
    SearchCoverage Coverage,
    int Hidden,
    IReadOnlyList<Alert> Alerts
)
{
    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(RankedCandidates)}: {Candidates.Count}";
}

using System.Diagnostics;
using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Evaluation.Measuring;

/// <summary>
/// Runs one search step by step, as the orchestration does, with the planner, the ranking and the client of the
/// product; our own work is timed apart.
/// </summary>
internal sealed class Searcher
{
    private readonly PatientTraitsReader reader;
    private readonly IdentitySearchPlanner planner;
    private readonly CandidateRanking ranking;
    private readonly IdentityQueries krypton;

    public Searcher(IdentityQueries krypton, SearchCapabilities capabilities)
    {
        var options = Options.Create(capabilities);
        this.krypton = krypton;
        reader = new PatientTraitsReader(
            Options.Create(new AppOptions { Environment = AppEnvironment.Local }),
            TimeProvider.System
        );
        planner = new IdentitySearchPlanner(options, NameFrequencies.France);
        ranking = new CandidateRanking(options, NameFrequencies.France);
    }

    /// <summary>What the search found; a request that the product refuses finds nothing.</summary>
    public async Task<Trial> RunAsync(EvaluatedSearch search, CancellationToken cancellationToken)
    {
        if (reader.Read(search.Request.Patient) is not Outcome<PatientTraits>.Ok { Value: var traits })
        {
            return Trial.Refused(search);
        }

        var answers = new List<AnsweredQuery>();
        var (plan, own) = Timed(() => planner.Plan(traits), 0);
        var board = ranking.Board(traits, []);
        while (true)
        {
            (var wave, own) = Timed(() => ranking.Next(traits, plan, answers, board), own);
            if (wave is null)
            {
                break;
            }

            foreach (var query in wave.Queries)
            {
                var answer = await krypton.SendAsync(query, wave.Number, cancellationToken);
                answers.Add(answer);
                (_, own) = Timed(
                    () =>
                    {
                        board.Add(answer);
                        return 0;
                    },
                    own
                );
            }
        }

        (var ranked, own) = Timed(() => ranking.Rank(traits, plan, answers, board, showHidden: false), own);
        return ToTrial(search, answers, ranked, own);
    }

    private static (T Result, double Microseconds) Timed<T>(Func<T> work, double before)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        return (result, before + Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }

    private static Trial ToTrial(
        EvaluatedSearch search,
        List<AnsweredQuery> answers,
        RankedCandidates ranked,
        double own
    )
    {
        var truth = search.TrueIds;
        var found = new HashSet<string>();
        var steps = new List<Trial.Step>();
        var retrieved = new HashSet<string>();
        foreach (var answer in answers)
        {
            retrieved.UnionWith(answer.Records.Select(record => record.Id));
            found.UnionWith(answer.Records.Select(record => record.Id).Where(truth.Contains));
            steps.Add(new Trial.Step(answer.Query.Kind, found.Count));
        }

        var shown = ranked.Candidates.Select(candidate => candidate.PatientId).ToHashSet();
        var probable = ranked.Candidates.Where(candidate => candidate.Confidence >= Confidence.Probable).ToList();
        return new Trial
        {
            Search = search,
            Shown = truth.Count(shown.Contains),
            FirstTrue =
                1
                + ranked
                    .Candidates.Index()
                    .Where(candidate => truth.Contains(candidate.Item.PatientId))
                    .Select(candidate => candidate.Index)
                    .FirstOrDefault(-1),
            RightAtProbable = probable.Exists(candidate => truth.Contains(candidate.PatientId)),
            WrongAtProbable = probable.Exists(candidate => !truth.Contains(candidate.PatientId)),
            Requests = answers.Count,
            Waves = ranked.Coverage.Waves,
            Retrieved = retrieved.Count,
            RetrievedIds = retrieved,
            Microseconds = own,
            Steps = steps,
            Missed = [.. truth.Where(id => !shown.Contains(id))],
            Wrong = [.. probable.Where(candidate => !truth.Contains(candidate.PatientId))],
        };
    }
}

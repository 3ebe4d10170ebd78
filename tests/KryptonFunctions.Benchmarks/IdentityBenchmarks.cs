using BenchmarkDotNet.Attributes;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using KryptonMock.Generation;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Benchmarks;

/// <summary>
/// Our own work in an identity search: planning, making records ready, scoring pairs, and all of it for 50 candidates.
/// </summary>
[MemoryDiagnoser]
public class IdentityBenchmarks
{
    private const int Candidates = 50;
    private readonly IOptions<SearchCapabilities> options = Options.Create(new SearchCapabilities());
    private IdentityPreparer preparer = null!;
    private PairScorer scorer = null!;
    private IdentitySearchPlanner planner = null!;
    private CandidateRanking ranking = null!;
    private PatientTraits traits = null!;
    private PatientRecord[] records = null!;
    private PreparedIdentity[] prepared = null!;
    private SearchPlan plan = null!;
    private AnsweredQuery[] answers = null!;

    [GlobalSetup]
    public void Setup()
    {
        preparer = new IdentityPreparer(NameFrequencies.France, StatusVocabulary.FrCore22);
        scorer = new PairScorer(NameFrequencies.France, options.Value.RegisterSize);
        planner = new IdentitySearchPlanner(options, NameFrequencies.France);
        ranking = new CandidateRanking(options, NameFrequencies.France);
        records = [.. PopulationGenerator.Generate(2000, seed: 1).SelectMany(person => person.Records).Take(1000)];
        prepared = [.. records.Select(preparer.Prepare)];
        traits = new PatientTraits
        {
            BirthName = "DUPONT-MARTIN",
            UsedName = "LE GALL",
            GivenNames = ["MARIE-HELENE", "ANNE"],
            Sex = Sex.Female,
            BirthPlaceInsee = "33063",
            BirthDate = PartialDate.Of(1954, 3, 12),
        };
        plan = planner.Plan(traits);

        // Half of the candidates bear the searched date, a tenth the name, as the answers of real queries would.
        var candidates = records
            .Take(Candidates)
            .Index()
            .Select(record =>
                record.Item with
                {
                    BirthDate = record.Index % 2 == 0 ? "1954-03-12" : record.Item.BirthDate,
                    Names =
                        record.Index % 10 == 0
                            ? [new RecordedName("official", "Dupont Martin", ["Marie"])]
                            : record.Item.Names,
                }
            )
            .ToArray();
        answers =
        [
            .. plan.Waves.SelectMany(wave =>
                wave.Queries.Select(query => new AnsweredQuery(
                    query,
                    wave.Number,
                    QueryOutcome.Answered,
                    candidates,
                    Candidates,
                    []
                ))
            ),
        ];
    }

    [Benchmark]
    public SearchPlan Plan() => planner.Plan(traits);

    [Benchmark(OperationsPerInvoke = 1000)]
    public int PrepareRecord()
    {
        var surnames = 0;
        foreach (var record in records)
        {
            surnames += preparer.Prepare(record).Surnames.Length;
        }

        return surnames;
    }

    [Benchmark(OperationsPerInvoke = 1000)]
    public double ScorePair()
    {
        var searched = prepared[0];
        var total = 0d;
        foreach (var record in prepared)
        {
            total += scorer.Score(searched, record).Total;
        }

        return total;
    }

    [Benchmark]
    public RankedCandidates WholeSearchOfFiftyCandidates()
    {
        var planned = planner.Plan(traits);
        var board = ranking.Board(traits, answers);
        _ = ranking.Next(traits, planned, answers, board);
        return ranking.Rank(traits, planned, answers, board, showHidden: false);
    }
}

using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Planning;
using KryptonFunctions.IdentitySearch.Ranking;
using KryptonFunctions.Krypton;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>When another wave is worth its requests, and what goes with it.</summary>
public sealed class NextWaveTests
{
    private static readonly PatientTraits Searched = Traits.Of("AVRILLEAU", "ZEPHYRINE", "1954-03-12");
    private static readonly SearchPlan Plan = new([
        new SearchWave(1, [Query("A", 0.5), Query("A2", 0.4)]),
        new SearchWave(2, [Query("B", 0.1), Query("B2", 0.0001)]),
        new SearchWave(3, [Query("C", 0.0001)]),
        new SearchWave(4, [Query("D", 0.3)]),
    ]);

    [Fact]
    public void WavesFollowOneAnotherWithoutWhatIsNotWorthARequest()
    {
        Next([]).ShouldBe("1: A A2");
        Next([Answer("A", 1), Answer("A2", 1)]).ShouldBe("2: B");
        Next([Answer("A", 1), Answer("B", 2)]).ShouldBe("3: D");
        Next([Answer("D", 3), Answer("A", 1)]).ShouldBe("");
    }

    /// <summary>What was left out of a wave for want of requests is not made up for.</summary>
    [Fact]
    public void AWaveIsSentOnceAndWithinTheRequestsThatAreLeft()
    {
        Next([], new() { MaxRequests = 1 }).ShouldBe("1: A");
        Next([Answer("A", 1)], new() { MaxRequests = 3 }).ShouldBe("2: B");
        Next([Answer("A", 1)], new() { MaxRequests = 1 }).ShouldBe("");
    }

    /// <summary>A known person has records elsewhere; of one who is not found there may be half a record.</summary>
    [Theory]
    [InlineData(false, 2.5, 0.25, "1: A")]
    [InlineData(false, 2.5, 0.26, "")]
    [InlineData(true, 2.5, 0.26, "1: A A2")]
    [InlineData(true, 2.5, 0.76, "")]
    [InlineData(true, 1, 0.26, "")]
    public void HowManyRecordsAPersonMayStillHaveDecides(bool isFound, double records, double gain, string expected)
    {
        var capabilities = new SearchCapabilities { RecordsPerPerson = records, MinimumGain = gain };
        var board = Ranked.Board(Searched, capabilities);
        if (isFound)
        {
            board.Add(Answer("other", 1) with { Records = [Found] });
        }

        Next([], capabilities, board).ShouldBe(expected);
    }

    [Fact]
    public void ACappedPageIsAskedForMoreNarrowlyAlongWithTheNextWave()
    {
        var asked = Query("A", 0.5) with { Search = new PatientQuery { Family = ["AVRIL"] } };
        var capped = Answer("A", 1) with { Query = asked, Total = 60 };

        Next([capped]).ShouldBe("2: A+ B");
        Next([capped, Answer("A+", 2), Answer("B", 2)]).ShouldBe("3: D");
        Next([capped with { Total = 0 }]).ShouldBe("2: B");
    }

    [Fact]
    public void TheRecordThatReplacesAFoundOneIsReadOnce()
    {
        var board = Ranked.Board(Searched);
        var merged = Answer("A", 1) with { Records = [Found with { Active = false, ReplacedBy = "s" }], Total = 1 };
        board.Add(merged);

        Next([merged], board: board).ShouldBe("2: merged:s B");
        Next([merged, Answer("merged:s", 2), Answer("B", 2)], board: board).ShouldBe("3: D");
    }

    private static PatientRecord Found { get; } = Traits.Record("1", "AVRILLEAU", "ZEPHYRINE", "1954-03-12");

    /// <summary>The number of the wave and the ids of its queries; empty where there is none.</summary>
    private static string Next(
        AnsweredQuery[] answers,
        SearchCapabilities? capabilities = null,
        CandidateBoard? board = null
    )
    {
        var with = capabilities ?? new SearchCapabilities();
        var next = new NextWave(with, new Narrowing(with, Traits.France));
        return next.After(Searched, Plan, answers, board ?? Ranked.Board(Searched, with)) is { } wave
            ? $"{wave.Number}: {string.Join(' ', wave.Queries.Select(query => query.Id))}"
            : "";
    }

    private static PlannedQuery Query(string id, double gain) => new(id, QueryKind.NameAndDate, gain, null);

    private static AnsweredQuery Answer(string id, int wave) =>
        new(Query(id, 0.5), wave, QueryOutcome.Answered, [], 0, []);
}

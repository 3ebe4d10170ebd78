using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Rcps.World;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What the board says, from the rows of the tables.</summary>
public sealed class BoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private static readonly Actor Carer = Actor.From(PrefetchWorld.Carer);
    private static readonly PreFiche Searching = new() { PreFicheId = "PF-1", Patient = new RequestedPatient() };
    private static readonly PreFiche Awaiting = Searching with { SearchedAt = Start.AddDays(-3), Candidates = 2 };
    private static readonly PreFiche Chosen = Awaiting with
    {
        Choice = new IdentityChoice
        {
            PatientIds = ["kp-1"],
            By = Carer,
            At = Start.AddDays(-2),
        },
    };

    private static Rcp Announced =>
        new()
        {
            RcpId = "RCP-1",
            StartsAt = Start,
            SavedBy = Carer,
        };

    [Theory]
    [InlineData(RepatriationState.Requested, 72, BoardState.Preparing)]
    [InlineData(RepatriationState.InProgress, 3, BoardState.Preparing)]
    [InlineData(RepatriationState.InProgress, 2, BoardState.Attention)]
    [InlineData(RepatriationState.Completed, 72, BoardState.Ready)]
    [InlineData(RepatriationState.CompletedUnverified, 72, BoardState.Ready)]
    [InlineData(RepatriationState.NotNeeded, 72, BoardState.Ready)]
    [InlineData(RepatriationState.Partial, 72, BoardState.Attention)]
    [InlineData(RepatriationState.Failed, 72, BoardState.Attention)]
    [InlineData(RepatriationState.Rejected, 72, BoardState.Attention)]
    [InlineData(RepatriationState.Manual, 72, BoardState.Attention)]
    [InlineData(RepatriationState.Expired, 0, BoardState.Attention)]
    [InlineData(RepatriationState.Completed, -24, BoardState.Closed)]
    public void TheStateOfItsOnlyStudyGivesThatOfTheRcp(RepatriationState study, int hoursBefore, BoardState state) =>
        Board(Start.AddHours(-hoursBefore), [Chosen], new Repatriation { State = study }).State.ShouldBe(state);

    [Fact]
    public void AnIdentityThatIsNotChosenNeedsSomebodyOnlyWhenTheRcpIsNear()
    {
        Board(Start.AddHours(-3), [Awaiting]).State.ShouldBe(BoardState.Preparing);
        Board(Start.AddHours(-2), [Awaiting]).State.ShouldBe(BoardState.Attention);
        Board(Start.AddHours(-2), [Awaiting with { Withdrawn = true }]).State.ShouldBe(BoardState.Ready);
    }

    [Fact]
    public void ACancelledRcpSaysSoWhateverElse() =>
        BoardMaker
            .Make(Announced with { Cancelled = true }, [Awaiting], [], [], Start.AddDays(2), new PrefetchOptions())
            .State.ShouldBe(BoardState.Cancelled);

    [Fact]
    public void StudiesAreCountedOnceHoweverManyPreFichesWantThem()
    {
        WantedStudy[] studies =
        [
            Study("1.1", RepatriationState.Completed) with
            {
                WantedBy = ["PF-1", "PF-2"],
            },
            Study("1.2", RepatriationState.InProgress),
            Study("1.3", RepatriationState.Rejected),
            Study("1.4", RepatriationState.Cancelled) with
            {
                WantedBy = [],
            },
        ];

        var counts = BoardCounts.From(
            Announced,
            [
                Chosen,
                Awaiting with
                {
                    PreFicheId = "PF-2",
                },
                Searching with
                {
                    PreFicheId = "PF-3",
                },
                Awaiting with
                {
                    Withdrawn = true,
                },
            ],
            studies,
            [],
            Start.AddHours(-1),
            new PrefetchOptions()
        );

        counts.ShouldBe(
            new BoardCounts(Prefiches: 3, AwaitingIdentity: 2, Studies: 3, Online: 1, InProgress: 1, Failed: 1, Late: 1)
        );
    }

    [Fact]
    public void AStudyShowsItsProgressItsNextCheckAndWhereItIs()
    {
        var way = new Repatriation
        {
            State = RepatriationState.InProgress,
            Expected = 120,
            Central = 30,
            Orders = 1,
            NextAt = Start.AddHours(-5),
        };
        var shown = Board(Start.AddDays(-1), [Chosen], way).Prefiches.Single().Studies.Single();

        shown.ShouldSatisfyAllConditions(
            s => s.Progress.ShouldBe(0.25),
            s => s.Instances.ShouldBe(30),
            s => s.Expected.ShouldBe(120),
            s => s.Attempts.ShouldBe(1),
            s => s.NextCheckAt.ShouldBe(Start.AddHours(-5)),
            s => s.Structure.ShouldBe(new BoardStructure("330781196", "CHU de Bordeaux"))
        );
    }

    [Fact]
    public void TheETagIsNewWhereTheBoardIsAndAConditionLooksAtTheRcpAlone()
    {
        var (one, other) = (RcpETag.From(3, "a"u8), RcpETag.From(3, "b"u8));

        one.ShouldNotBe(other);
        RcpETag.IsCurrent(one, other).ShouldBeFalse();
        RcpETag.IsCurrent($"W/{one}, \"x\"", one).ShouldBeTrue();
        RcpETag.Allows(one, 3).ShouldBeTrue();
        RcpETag.Allows(one, 4).ShouldBeFalse();
    }

    private static Board Board(DateTimeOffset now, IReadOnlyList<PreFiche> preFiches, Repatriation? study = null)
    {
        var attached = new AttachedStudy
        {
            PreFicheId = "PF-1",
            StudyUid = "1.1",
            PatientId = "kp-1",
            By = Carer,
            Finess = "330781196",
            Site = "CHU de Bordeaux",
        };
        return study is null
            ? BoardMaker.Make(Announced, preFiches, [], [], now, new PrefetchOptions())
            : BoardMaker.Make(
                Announced,
                preFiches,
                [Study("1.1", study.State) with { Repatriation = study }],
                [attached],
                now,
                new PrefetchOptions()
            );
    }

    private static WantedStudy Study(string uid, RepatriationState state) =>
        new()
        {
            StudyUid = uid,
            PatientId = "kp-1",
            WantedBy = ["PF-1"],
            By = Carer,
            Repatriation = new Repatriation { State = state },
        };
}

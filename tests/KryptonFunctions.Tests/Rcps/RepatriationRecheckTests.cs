using KryptonFunctions.Rcps.Repatriations;
using Shouldly;
using Xunit;
using static KryptonFunctions.Tests.Rcps.RepatriationCase;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>A study at rest, and an RCP that begins or moves.</summary>
public sealed class RepatriationRecheckTests
{
    [Fact]
    public void AtTheStartOfTheRcpWhatIsOpenExpiresAndItsOrderIsTakenBack()
    {
        var decision = Decide(Ordered(Start.AddHours(-1)), Start, new StudyObservation());

        decision.Act.ShouldBe(OrderAct.TakeBack);
        decision.Repatriation.State.ShouldBe(RepatriationState.Expired);
        decision.Repatriation.Next.ShouldBe(NextStep.End);
    }

    [Fact]
    public void AnExpiredStudyIsOrderedAnewWhenTheRcpMovesOn()
    {
        var expired = Decide(Ordered(Start.AddHours(-1)), Start, new StudyObservation()).Repatriation;
        var decision = Rules.Decide(
            expired,
            new RcpContext(Start, Start.AddDays(7), Wanted: true, Cancelled: false),
            AtSite
        );

        decision.Act.ShouldBe(OrderAct.Place);
        decision.Repatriation.Attempt.ShouldBe(2);
    }

    [Fact]
    public void APurgedStudyIsOrderedAnewAtTheRecheck()
    {
        var ready = new Repatriation
        {
            State = RepatriationState.Completed,
            Reason = RepatriationReason.None,
            TaskId = "t-1",
            Orders = 1,
            Expected = 10,
            Central = 10,
            Next = NextStep.Check,
            NextAt = Start.AddHours(-24),
        };
        var study = Decide(
            ready,
            Start.AddHours(-24),
            new StudyObservation
            {
                Index = IndexedAs.Transferable,
                Expected = 10,
                Central = 0,
            }
        ).Repatriation;

        study.State.ShouldBe(RepatriationState.Requested);
        study.Reason.ShouldBe(RepatriationReason.PurgedFromCentral);
        study.Attempt.ShouldBe(2);
    }

    [Fact]
    public void LateSeriesAreFetchedAtTheRecheck()
    {
        var ready = new Repatriation
        {
            State = RepatriationState.Completed,
            Reason = RepatriationReason.None,
            TaskId = "t-1",
            Orders = 1,
            Expected = 10,
            Central = 10,
            Next = NextStep.Check,
            NextAt = Start.AddHours(-2),
        };
        var study = Decide(
            ready,
            Start.AddHours(-2),
            new StudyObservation
            {
                Index = IndexedAs.Transferable,
                Expected = 14,
                Central = 10,
            }
        ).Repatriation;

        study.Reason.ShouldBe(RepatriationReason.LateSeries);
        study.Expected.ShouldBe(14);
    }

    [Fact]
    public void AfterTheLastRecheckNothingIsLeftToDo()
    {
        var ready = new Repatriation
        {
            State = RepatriationState.Completed,
            Reason = RepatriationReason.None,
            TaskId = "t-1",
            Expected = 10,
            Central = 10,
            Next = NextStep.Check,
            NextAt = Start.AddHours(-2),
        };

        Decide(
            ready,
            Start.AddHours(-2),
            new StudyObservation
            {
                Index = IndexedAs.Transferable,
                Expected = 10,
                Central = 10,
            }
        )
            .Repatriation.Next.ShouldBe(NextStep.End);
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(60, 60)]
    [InlineData(90, 60)]
    public void ARetryThatAnRcpMovedNearerWouldMissIsMadeAtOnce(int startsInMinutes, int nextInMinutes)
    {
        var now = DaysBefore(1);
        var failed = new Repatriation
        {
            State = RepatriationState.Failed,
            Attempt = 18,
            TaskId = null,
            Next = NextStep.Order,
            NextAt = now.AddHours(1),
        };

        var moved = Rules
            .WithoutLooking(
                failed,
                new RcpContext(now, now.AddMinutes(startsInMinutes), Wanted: true, Cancelled: false)
            )!
            .Repatriation;

        moved.ShouldBe(failed with { NextAt = now.AddMinutes(nextInMinutes) });
    }

    [Fact]
    public void AMovedRcpMovesTheRecheck()
    {
        var ready = new Repatriation
        {
            State = RepatriationState.Completed,
            Reason = RepatriationReason.None,
            TaskId = "t-1",
            Next = NextStep.Check,
            NextAt = Start.AddHours(-24),
        };
        var moved = Rules
            .WithoutLooking(ready, new RcpContext(DaysBefore(3), Start.AddDays(7), Wanted: true, Cancelled: false))!
            .Repatriation;

        moved.NextAt.ShouldBe(Start.AddDays(6));
    }
}

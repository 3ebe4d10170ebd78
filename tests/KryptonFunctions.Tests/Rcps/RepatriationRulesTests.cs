using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

public sealed class RepatriationRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private readonly RepatriationRules rules = new(new RepatriationSchedule(new PrefetchOptions()));

    [Fact]
    public void AStudyThatIsThereWholeIsNotOrdered()
    {
        var decision = Decide(
            new(),
            DaysBefore(3),
            new StudyObservation
            {
                Index = IndexedAs.Transferable,
                Expected = 10,
                Central = 10,
            }
        );

        decision.Act.ShouldBe(OrderAct.None);
        decision.Repatriation.State.ShouldBe(RepatriationState.NotNeeded);
        decision.Repatriation.NextAt.ShouldBe(Start.AddHours(-24));
    }

    [Fact]
    public void AnOfflineStudyIsForThePeopleAtTheSite()
    {
        var study = Decide(
            new(),
            DaysBefore(3),
            new StudyObservation { Index = IndexedAs.Offline, Central = 0 }
        ).Repatriation;

        study.State.ShouldBe(RepatriationState.Manual);
        study.Reason.ShouldBe(RepatriationReason.OfflineAtSite);
        study.Next.ShouldBe(NextStep.Order);
    }

    [Fact]
    public void AStudyOfSomebodyElseIsNotOrdered()
    {
        var decision = Decide(new(), DaysBefore(3), AtSite with { IdentityConflict = true });

        decision.Act.ShouldBe(OrderAct.None);
        decision.Repatriation.Reason.ShouldBe(RepatriationReason.StudyIdentityConflict);
    }

    [Fact]
    public void CompletedIsBelievedOnlyAtTheSecondCheckOfTheCentralServer()
    {
        var at = DaysBefore(3);
        var first = Decide(Ordered(at), at, Task(OrderedAs.Completed, central: 10));
        first.Repatriation.State.ShouldBe(RepatriationState.InProgress);
        first.Repatriation.NextAt.ShouldBe(at.AddSeconds(30));

        Decide(first.Repatriation, at.AddSeconds(5), Task(OrderedAs.Completed, central: 10))
            .Repatriation.State.ShouldBe(RepatriationState.InProgress);
        Decide(first.Repatriation, at.AddSeconds(30), Task(OrderedAs.Completed, central: 10))
            .Repatriation.State.ShouldBe(RepatriationState.Completed);
    }

    [Fact]
    public void WithoutAnExpectedNumberItIsCompletedUnverified()
    {
        var at = DaysBefore(3);
        var study = Ordered(at) with { Expected = null };
        var first = Decide(study, at, Task(OrderedAs.Completed, central: 7)).Repatriation;

        Decide(first, at.AddSeconds(30), Task(OrderedAs.Completed, central: 7))
            .Repatriation.State.ShouldBe(RepatriationState.CompletedUnverified);
    }

    [Fact]
    public void CompletedWithoutAnyImageIsRetriedByTheSchedule()
    {
        var at = DaysBefore(3);
        var first = Decide(Ordered(at), at, Task(OrderedAs.Completed, central: 0)).Repatriation;
        var failed = Decide(first, at.AddSeconds(30), Task(OrderedAs.Completed, central: 0)).Repatriation;

        failed.State.ShouldBe(RepatriationState.Failed);
        failed.Reason.ShouldBe(RepatriationReason.CompletedEmpty);
        failed.NextAt.ShouldBe(at.AddSeconds(30).AddMinutes(1));
        failed.Next.ShouldBe(NextStep.Order);
        failed.Attempt.ShouldBe(2);
        failed.TaskId.ShouldBeNull();
    }

    [Fact]
    public void APartialTransferIsOrderedOnceMoreAndThenStands()
    {
        var at = DaysBefore(3);
        var first = Decide(
            Decide(Ordered(at), at, Task(OrderedAs.Completed, central: 4)).Repatriation,
            at.AddSeconds(30),
            Task(OrderedAs.Completed, central: 4)
        ).Repatriation;
        first.ShouldSatisfyAllConditions(
            s => s.State.ShouldBe(RepatriationState.Requested),
            s => s.Attempt.ShouldBe(2),
            s => s.Next.ShouldBe(NextStep.Order)
        );

        var again = first with { TaskId = "t-2", Next = NextStep.Check };
        var second = Decide(
            Decide(again, at.AddMinutes(2), Task(OrderedAs.Completed, central: 4)).Repatriation,
            at.AddMinutes(3),
            Task(OrderedAs.Completed, central: 4)
        ).Repatriation;
        second.State.ShouldBe(RepatriationState.Partial);
        second.Reason.ShouldBe(RepatriationReason.MissingInstances);
        second.NextAt.ShouldBe(Start.AddHours(-24));
    }

    [Fact]
    public void ARefusalIsNotRepeated()
    {
        var at = DaysBefore(3);
        var study = Decide(
            Ordered(at),
            at,
            Task(OrderedAs.Rejected, central: 0) with
            {
                TaskReason = "destination-unknown",
            }
        ).Repatriation;

        study.State.ShouldBe(RepatriationState.Rejected);
        study.Reason.ShouldBe(RepatriationReason.DestinationUnknown);
        study.Next.ShouldBe(NextStep.Check);
    }

    [Fact]
    public void AtTheStartOfTheMeetingWhatIsOpenExpiresAndItsOrderIsTakenBack()
    {
        var decision = Decide(Ordered(Start.AddHours(-1)), Start, new StudyObservation());

        decision.Act.ShouldBe(OrderAct.TakeBack);
        decision.Repatriation.State.ShouldBe(RepatriationState.Expired);
        decision.Repatriation.Next.ShouldBe(NextStep.End);
    }

    [Fact]
    public void AnExpiredStudyIsOrderedAnewWhenTheMeetingMovesOn()
    {
        var expired = Decide(Ordered(Start.AddHours(-1)), Start, new StudyObservation()).Repatriation;
        var decision = rules.Decide(
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
    public void ARetryThatAMeetingMovedNearerWouldMissIsMadeAtOnce(int meetingInMinutes, int nextInMinutes)
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

        var moved = rules
            .WithoutLooking(
                failed,
                new RcpContext(now, now.AddMinutes(meetingInMinutes), Wanted: true, Cancelled: false)
            )!
            .Repatriation;

        moved.ShouldBe(failed with { NextAt = now.AddMinutes(nextInMinutes) });
    }

    [Fact]
    public void AMovedMeetingMovesTheRecheck()
    {
        var ready = new Repatriation
        {
            State = RepatriationState.Completed,
            Reason = RepatriationReason.None,
            TaskId = "t-1",
            Next = NextStep.Check,
            NextAt = Start.AddHours(-24),
        };
        var moved = rules
            .WithoutLooking(ready, new RcpContext(DaysBefore(3), Start.AddDays(7), Wanted: true, Cancelled: false))!
            .Repatriation;

        moved.NextAt.ShouldBe(Start.AddDays(6));
    }

    [Fact]
    public void ANotificationOutOfTurnLeavesTheRhythmOfThePolls()
    {
        var at = DaysBefore(3);
        var study = Ordered(at);
        var after = Decide(study, at.AddSeconds(3), Task(OrderedAs.InProgress, central: 2)).Repatriation;

        after.NextAt.ShouldBe(study.NextAt);
        after.Polls.ShouldBe(study.Polls);
        after.State.ShouldBe(RepatriationState.InProgress);
    }

    [Theory]
    [InlineData(RepatriationState.Requested)]
    [InlineData(RepatriationState.Failed)]
    [InlineData(RepatriationState.Manual)]
    public void AnUnansweredOrderThatWasToBeTakenBackIsSentAgainUnderItsKeyWhenItIsWantedAgain(RepatriationState state)
    {
        var at = new RcpContext(Start.AddMinutes(1), Start, Wanted: true, Cancelled: false);
        var sent = new Repatriation
        {
            State = state,
            Attempt = 3,
            Unanswered = true,
            Next = NextStep.Order,
            NextAt = Start,
        };
        rules.Decide(sent, at, new StudyObservation()).Act.ShouldBe(OrderAct.TakeBack);

        var kept = rules.NotTakenBack(rules.AfterOrder(sent, at, new OrderResult.NoAnswer()), at);

        var moved = at with { StartsAt = Start.AddDays(7) };
        rules.WithoutLooking(kept, moved)!.Repatriation.ShouldBe(kept);
        rules
            .Decide(kept, moved with { Now = kept.NextAt!.Value }, AtSite)
            .ShouldSatisfyAllConditions(d => d.Act.ShouldBe(OrderAct.Place), d => d.Repatriation.Attempt.ShouldBe(3));
    }

    private static StudyObservation AtSite { get; } =
        new()
        {
            Index = IndexedAs.Transferable,
            Expected = 10,
            Central = 0,
        };

    private static DateTimeOffset DaysBefore(int days) => Start.AddDays(-days);

    private static StudyObservation Task(OrderedAs task, int central) => new() { Task = task, Central = central };

    private static Repatriation Ordered(DateTimeOffset at) =>
        new()
        {
            TaskId = "t-1",
            Orders = 1,
            Expected = 10,
            Reason = RepatriationReason.None,
            Next = NextStep.Check,
            NextAt = at.AddSeconds(30),
        };

    private Decision Decide(Repatriation study, DateTimeOffset now, StudyObservation seen) =>
        rules.Decide(study, new RcpContext(now, Start, Wanted: true, Cancelled: false), seen);
}

using KryptonFunctions.Rcps.Repatriations;
using Shouldly;
using Xunit;
using static KryptonFunctions.Tests.Rcps.RepatriationCase;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>An order is placed and followed.</summary>
public sealed class RepatriationRulesTests
{
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
        Rules.Decide(sent, at, new StudyObservation()).Act.ShouldBe(OrderAct.TakeBack);

        var kept = Rules.NotTakenBack(Rules.AfterOrder(sent, at, new OrderResult.NoAnswer()), at);

        var moved = at with { StartsAt = Start.AddDays(7) };
        Rules.WithoutLooking(kept, moved)!.Repatriation.ShouldBe(kept);
        Rules
            .Decide(kept, moved with { Now = kept.NextAt!.Value }, AtSite)
            .ShouldSatisfyAllConditions(d => d.Act.ShouldBe(OrderAct.Place), d => d.Repatriation.Attempt.ShouldBe(3));
    }
}

using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using Shouldly;
using Xunit;
using static KryptonFunctions.Tests.Rcps.RepatriationCase;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What is remembered of a study from one look to the next. Found wanting by mutants that nothing killed.
/// </summary>
public sealed class RepatriationMemoryTests
{
    private static readonly DateTimeOffset Now = DaysBefore(3);

    [Fact]
    public void AnOrderWithoutAnswerIsSentAgainUnderItsKeyEachTimeLater()
    {
        var sent = Decide(new(), Now, AtSite).Repatriation;

        var first = Rules.AfterOrder(sent, At(Now), new OrderResult.NoAnswer());
        first.ShouldSatisfyAllConditions(
            s => s.Unanswered.ShouldBeTrue(),
            s => s.Next.ShouldBe(NextStep.Order),
            s => s.NextAt.ShouldBe(Now.AddSeconds(45))
        );

        var again = Decide(first, first.NextAt!.Value, new StudyObservation());
        again.ShouldSatisfyAllConditions(
            d => d.Act.ShouldBe(OrderAct.Place),
            d => d.Repatriation.Attempt.ShouldBe(sent.Attempt)
        );
        Rules.AfterOrder(again.Repatriation, At(Now), new OrderResult.NoAnswer()).NextAt.ShouldBe(Now.AddSeconds(67.5));
    }

    [Fact]
    public void WhenAStudyWasFirstOrderedIsKept()
    {
        var study = Decide(new Repatriation { OrderedAt = Now.AddDays(-1) }, Now, AtSite).Repatriation;

        Rules
            .AfterOrder(study, At(Now), new OrderResult.Placed("t-2", OrderedAs.Requested))
            .OrderedAt.ShouldBe(Now.AddDays(-1));
    }

    [Fact]
    public void TheExpectedNumberIsTheNewestThatTheIndexSaid()
    {
        var known = new Repatriation { Expected = 10 };

        Decide(known, Now, AtSite with { Expected = null, Central = 10 })
            .Repatriation.State.ShouldBe(RepatriationState.NotNeeded);
        Decide(known, Now, AtSite with { Expected = 12, Central = 10 }).Act.ShouldBe(OrderAct.Place);
    }

    [Fact]
    public void WithNothingExpectedAndNothingThereItIsOrdered() =>
        Decide(new(), Now, AtSite with { Expected = 0 }).Act.ShouldBe(OrderAct.Place);

    [Fact]
    public void APartThatIsThereIsCounted() =>
        Decide(new(), Now, AtSite with { Central = 4 }).Repatriation.Central.ShouldBe(4);

    [Fact]
    public void WhatIsCountedIsNoLongerUncounted()
    {
        var whole = AtSite with { Central = 10 };
        var due = new Repatriation
        {
            State = RepatriationState.CompletedUnverified,
            Uncounted = true,
            Central = 10,
            Next = NextStep.Check,
            NextAt = Now,
        };

        Decide(new Repatriation { Uncounted = true }, Now, whole).Repatriation.Uncounted.ShouldBeFalse();
        Decide(due, Now, whole).Repatriation.Uncounted.ShouldBeFalse();
    }

    [Fact]
    public void WhatHasFailedIsOrderedAgainAtTheRecheckWhateverIsThere()
    {
        var failed = new Repatriation
        {
            State = RepatriationState.Failed,
            Attempt = 3,
            Next = NextStep.Check,
            NextAt = Now,
        };

        Decide(failed, Now, AtSite with { Central = 4 })
            .Repatriation.ShouldSatisfyAllConditions(s => s.Next.ShouldBe(NextStep.Order), s => s.Attempt.ShouldBe(4));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void CompletedWithoutAnyImageIsNeverWhole(int? expected)
    {
        var done = Task(OrderedAs.Completed, central: 0);
        var first = Decide(Ordered(Now) with { Expected = expected }, Now, done).Repatriation;

        Decide(first, Now.AddSeconds(30), done).Repatriation.Reason.ShouldBe(RepatriationReason.CompletedEmpty);
    }

    [Fact]
    public void ALookOutOfTurnWaitsOnTheOneInTurn()
    {
        var before = Ordered(Now);
        var soon = Now.AddSeconds(3);
        var look = Decide(before, soon, Task(OrderedAs.InProgress, central: 2));
        var latest = look.Repatriation.NextAt + new PrefetchOptions().VerifyAfter;

        Rules.WaitsOn(before, look, At(soon)).ShouldBeTrue();
        Rules.WaitsOn(before with { NextAt = latest }, look, At(soon)).ShouldBeTrue("just near enough");
        Rules.WaitsOn(before with { NextAt = latest + TimeSpan.FromTicks(1) }, look, At(soon)).ShouldBeFalse("too far");
        Rules.WaitsOn(before with { NextAt = soon }, look, At(soon)).ShouldBeFalse("it is its turn");
        Rules.WaitsOn(before with { TaskId = "t-0" }, look, At(soon)).ShouldBeFalse("another order");
        Rules.WaitsOn(before, look with { Act = OrderAct.Place }, At(soon)).ShouldBeFalse("there is something to do");
    }

    private static RcpContext At(DateTimeOffset now) => new(now, Start, Wanted: true, Cancelled: false);
}

using FsCheck.Xunit;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using Shouldly;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// Whatever Krypton does, in whatever order: a seed makes a course of sightings and the rules are followed to their
/// end.
/// </summary>
public sealed class RepatriationPropertyTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = Begin.AddDays(4);
    private static readonly TimeSpan MaxPoll = new PrefetchOptions().MaxPoll;
    private readonly RepatriationRules rules = new(new RepatriationSchedule(new PrefetchOptions()));

    [Property(MaxTest = 500)]
    public void EveryCourseEndsAndTimeNeverStandsStill(int seed)
    {
        var steps = 0;
        foreach (var (before, after, now) in Course(seed))
        {
            (++steps).ShouldBeLessThan(2_000, "the study is looked at for ever");
            (after.NextAt is null || after.NextAt <= Start || after.Next == NextStep.End).ShouldBeTrue(
                "something is planned after the start of the RCP"
            );
            after.Attempt.ShouldBeGreaterThanOrEqualTo(before.Attempt);
            (now >= Begin).ShouldBeTrue();
        }
    }

    [Property(MaxTest = 500)]
    public void NothingIsOnlineThatTheCentralServerDidNotShow(int seed)
    {
        var shown = 0;
        foreach (var (before, after, _, seen) in Looks(seed))
        {
            shown = Math.Max(shown, seen.Central ?? 0);
            if (after.IsOnline && !before.IsOnline)
            {
                shown.ShouldBeGreaterThan(0);
                (seen.Central > 0).ShouldBeTrue();
            }
        }
    }

    /// <summary>
    /// What a notification may remember beside the study's orchestration, which sleeps on until its own look.
    /// </summary>
    [Property(MaxTest = 500)]
    public void ALookOutOfTurnThatOnlyWaitsLeavesTheOrderAsItIsAndTheNextLookIsNear(int seed)
    {
        var random = new Random(seed);
        foreach (var (before, _, now) in Course(seed))
        {
            var at = new RcpContext(now, Start, Wanted: true, Cancelled: false);
            var decision = rules.Decide(before, at, See(random));
            if (rules.WaitsOn(before, decision, at))
            {
                var after = decision.Repatriation;
                decision.Act.ShouldBe(OrderAct.None);
                after.ShouldSatisfyAllConditions(
                    a => a.IsOpen.ShouldBeTrue(),
                    a => a.TaskId.ShouldBe(before.TaskId),
                    a => a.Attempt.ShouldBe(before.Attempt),
                    a => a.Orders.ShouldBe(before.Orders),
                    a => a.Next.ShouldBe(NextStep.Check)
                );
                before.NextAt!.Value.ShouldBeGreaterThan(now, "no look of its own is to come");
                before.NextAt!.Value.ShouldBeLessThanOrEqualTo(after.NextAt!.Value + new PrefetchOptions().VerifyAfter);
            }
        }
    }

    [Property(MaxTest = 500)]
    public void AnOrderThatIsOpenIsNeverPlacedAgain(int seed)
    {
        foreach (var (before, after, _) in Course(seed))
        {
            if (before is { IsOpen: true, TaskId: not null } && after.TaskId is not null)
            {
                after.TaskId.ShouldBe(before.TaskId);
            }
        }
    }

    [Property(MaxTest = 500)]
    public void AnOrderWithoutAnAnswerIsSentAgainUnderItsOwnKeyAndNoOther(int seed)
    {
        foreach (var (before, after, now, wanted) in WantedAndNot(new Random(seed)))
        {
            if (before.Unanswered)
            {
                after.Attempt.ShouldBe(before.Attempt, "a second order of what may be under way");
            }

            if (after.Unanswered)
            {
                after.ShouldSatisfyAllConditions(a => a.TaskId.ShouldBeNull(), a => a.Next.ShouldBe(NextStep.Order));
                ((after.NextAt ?? now) - now).ShouldBeLessThanOrEqualTo(MaxPoll, "it is not sent again soon");
            }
            else if (wanted && after is { IsOpen: true, TaskId: null })
            {
                after.Next.ShouldBe(NextStep.Order);
            }
        }
    }

    [Property(MaxTest = 500)]
    public void WhatIsWantedInTheEndIsOrderedOrSettledOnceKryptonAnswers(int seed)
    {
        var random = new Random(seed);
        var last = WantedAndNot(random).Last();
        var (study, now) = (last.After, last.Now);
        var end = now + MaxPoll;
        for (
            var turn = 0;
            study.Unanswered
                || study
                    is { IsOpen: true, TaskId: null }
                        or { State: RepatriationState.Cancelled or RepatriationState.Expired };
            turn++
        )
        {
            turn.ShouldBeLessThan(10, $"{study} is never ordered");
            now.ShouldBeLessThanOrEqualTo(end, $"{study} waits for longer than a poll");
            study = Step(
                random,
                study,
                new RcpContext(now, now.AddDays(4), Wanted: true, Cancelled: false),
                down: false
            );
            now = study.NextAt > now ? study.NextAt.Value : now;
        }
    }

    /// <summary>
    /// It is attached and detached, the RCP cancelled, moved and announced again, Krypton down now and then, also when
    /// an order is to be taken back.
    /// </summary>
    private IEnumerable<(Repatriation Before, Repatriation After, DateTimeOffset Now, bool Wanted)> WantedAndNot(
        Random random
    )
    {
        var (study, now, startsAt, wanted, cancelled, down) = (new Repatriation(), Begin, Start, true, false, false);
        for (var turn = 0; turn < 40; turn++)
        {
            var at = new RcpContext(now, startsAt, wanted, cancelled);
            var after = Step(random, study, at, down);
            yield return (study, after, now, wanted && !cancelled && now < startsAt);
            study = after;
            now =
                random.Next(3) == 0 || study.NextAt is not { } due || due < now ? now.AddSeconds(random.Next(60)) : due;
            (wanted, cancelled, down) = (
                random.Next(4) == 0 ? !wanted : wanted,
                random.Next(8) == 0 ? !cancelled : cancelled,
                random.Next(4) == 0 ? !down : down
            );
            startsAt = random.Next(8) == 0 ? now.AddHours(random.Next(-2, 72)) : startsAt;
        }
    }

    /// <summary>
    /// A step as the activity makes it; now and then the process dies before the answer to an order is remembered.
    /// </summary>
    private Repatriation Step(Random random, Repatriation study, RcpContext at, bool down)
    {
        OrderResult Sent() =>
            down ? new OrderResult.NoAnswer() : new OrderResult.Placed($"t-{study.Attempt}", OrderedAs.Requested);
        var seen = down && random.Next(2) == 0 ? new StudyObservation() : See(random);
        var decision = rules.Decide(study, at, seen);
        switch (decision.Act)
        {
            case OrderAct.Place:
                return down && random.Next(4) == 0
                    ? decision.Repatriation with
                    {
                        Unanswered = true,
                    }
                    : rules.AfterOrder(decision.Repatriation, at, Sent());
            case OrderAct.TakeBack:
                var order = study.Unanswered ? rules.AfterOrder(study, at, Sent()) : study;
                return down || order.Unanswered ? rules.NotTakenBack(order, at) : decision.Repatriation;
            default:
                return decision.Repatriation;
        }
    }

    private IEnumerable<(Repatriation Before, Repatriation After, DateTimeOffset Now)> Course(int seed) =>
        Looks(seed).Select(l => (l.Before, l.After, l.Now));

    private IEnumerable<(Repatriation Before, Repatriation After, DateTimeOffset Now, StudyObservation Seen)> Looks(
        int seed
    )
    {
        var random = new Random(seed);
        var (study, now, orders) = (new Repatriation(), Begin, 0);
        while (study.Next != NextStep.End)
        {
            var at = new RcpContext(now, Start, Wanted: true, Cancelled: false);
            var seen = See(random);
            var decision = rules.Decide(study, at, seen);
            var after =
                decision.Act == OrderAct.Place
                    ? rules.AfterOrder(decision.Repatriation, at, Answer(random, ++orders))
                    : decision.Repatriation;
            yield return (study, after, now, seen);
            study = after;

            // Sometimes a notification rings early; mostly the time comes.
            var due = study.NextAt is { } next && next > now ? next : now;
            now = random.Next(10) == 0 ? now + ((due - now) / 2) : due;
        }
    }

    private static StudyObservation See(Random random) =>
        new()
        {
            Index = (IndexedAs)random.Next(5),
            Expected = random.Next(3) == 0 ? null : 10,
            Central = random.Next(4) switch
            {
                0 => null,
                1 => 0,
                2 => random.Next(1, 10),
                _ => 10,
            },
            Task = (OrderedAs)random.Next(9),
            IdentityConflict = random.Next(20) == 0,
        };

    private static OrderResult Answer(Random random, int number) =>
        random.Next(5) switch
        {
            0 => new OrderResult.NoAnswer(),
            1 => new OrderResult.Refused("destination-unknown"),
            _ => new OrderResult.Placed($"t-{number}", OrderedAs.Requested),
        };
}

using FsCheck.Xunit;
using Krypton.Rcps;
using Krypton.Rcps.Repatriations;
using Shouldly;

namespace Krypton.Tests.Rcps;

/// <summary>Whatever Krypton does, in whatever order: a seed makes a course of sightings and the rules are followed to their end.</summary>
public sealed class RepatriationPropertyTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = Begin.AddDays(4);
    private readonly RepatriationRules rules = new(new Timetable(new PrefetchOptions()));

    [Property(MaxTest = 500)]
    public void EveryCourseEndsAndTimeNeverStandsStill(int seed)
    {
        var steps = 0;
        foreach (var (before, after, now) in Course(seed))
        {
            (++steps).ShouldBeLessThan(2_000, "the study is looked at for ever");
            (after.NextAt is null || after.NextAt <= Start || after.Next == NextStep.End).ShouldBeTrue("something is planned after the start of the meeting");
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

    private IEnumerable<(Repatriation Before, Repatriation After, DateTimeOffset Now)> Course(int seed) => Looks(seed).Select(l => (l.Before, l.After, l.Now));

    private IEnumerable<(Repatriation Before, Repatriation After, DateTimeOffset Now, Sighting Seen)> Looks(int seed)
    {
        var random = new Random(seed);
        var (study, now, orders) = (new Repatriation(), Begin, 0);
        while (study.Next != NextStep.End)
        {
            var at = new Circumstances(now, Start, Wanted: true, Cancelled: false);
            var seen = See(random);
            var decision = rules.Decide(study, at, seen);
            var after = decision.Act == OrderAct.Place ? rules.AfterOrder(decision.Repatriation, at, Answer(random, ++orders)) : decision.Repatriation;
            yield return (study, after, now, seen);
            study = after;

            // Sometimes a notification rings early; mostly the time comes.
            var due = study.NextAt is { } next && next > now ? next : now;
            now = random.Next(10) == 0 ? now + ((due - now) / 2) : due;
        }
    }

    private static Sighting See(Random random) => new()
    {
        Index = (IndexedAs)random.Next(5),
        Expected = random.Next(3) == 0 ? null : 10,
        Central = random.Next(4) switch { 0 => null, 1 => 0, 2 => random.Next(1, 10), _ => 10 },
        Task = (OrderedAs)random.Next(9),
        IdentityConflict = random.Next(20) == 0,
    };

    private static OrderResult Answer(Random random, int number) => random.Next(5) switch
    {
        0 => new OrderResult.NoAnswer(),
        1 => new OrderResult.Refused("destination-unknown"),
        _ => new OrderResult.Placed($"t-{number}", OrderedAs.Requested),
    };
}

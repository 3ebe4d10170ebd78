using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Timers;

public sealed class TimerTriggers
{
    [Fact]
    public async Task FunctionsAreCalledAsTheirSchedulesSayOnTheClockThatIsGiven()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 10, 1, 0, TimeSpan.Zero));
        var ticks = new Ticks();
        await using var host = await TestHost.StartAsync(
            new Setup(typeof(TimerFunctions))
            {
                Settings = new() { ["Schedule"] = "30 */15 * * * *" },
                Services = s => s.AddSingleton(ticks),
                Time = clock,
            }
        );
        await Eventually.BeTrueAsync(() => ticks.Texts is ["start, next 03:00"]);

        // The listener arms its timer on a thread of its own: it is advanced until it has ticked, in steps that skip
        // none.
        await Eventually.BeTrueAsync(() =>
            Advance(clock, TimeSpan.FromSeconds(30), () => ticks.Texts.Contains("quarter, next 10:30:30, late False"))
        );
        await Eventually.BeTrueAsync(() =>
            Advance(clock, TimeSpan.FromSeconds(30), () => ticks.Texts.Contains("quarter, next 10:45:30, late False"))
        );
        await Eventually.BeTrueAsync(() =>
            Advance(clock, TimeSpan.FromSeconds(30), () => ticks.Texts.Count(t => t == "fails") == 2)
        );
        ticks.Texts.Count(t => t.StartsWith("start", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static bool Advance(FakeTimeProvider clock, TimeSpan by, Func<bool> met)
    {
        if (met())
        {
            return true;
        }

        clock.Advance(by);
        return false;
    }
}

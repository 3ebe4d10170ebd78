using FsCheck.Xunit;
using KryptonFunctions.Rcps;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

public sealed class RetryScheduleTests
{
    [Fact]
    public void TheUsualNotationGivesEachDelayInTurn()
    {
        RetrySchedule.TryParse("5x1m,12x5m,12x1h", out var schedule).ShouldBeTrue();

        schedule.Retries.ShouldBe(29);
        schedule.DelayAfter(0).ShouldBe(TimeSpan.FromMinutes(1));
        schedule.DelayAfter(4).ShouldBe(TimeSpan.FromMinutes(1));
        schedule.DelayAfter(5).ShouldBe(TimeSpan.FromMinutes(5));
        schedule.DelayAfter(17).ShouldBe(TimeSpan.FromHours(1));
        schedule.DelayAfter(28).ShouldBe(TimeSpan.FromHours(1));
        schedule.DelayAfter(29).ShouldBeNull();
        schedule.ToString().ShouldBe("5x1m,12x5m,12x1h");
    }

    [Fact]
    public void AnEmptyTextRetriesNever()
    {
        RetrySchedule.TryParse("", out var schedule).ShouldBeTrue();
        schedule.DelayAfter(0).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("5")]
    [InlineData("x1m")]
    [InlineData("0x1m")]
    [InlineData("5x0m")]
    [InlineData("5x1w")]
    [InlineData("-1x1m")]
    [InlineData("1x8d")]
    [InlineData("1001x1s")]
    [InlineData("5x1m;3x2m")]
    [InlineData("99999x1m")]
    public void WhatIsNoScheduleIsRefused(string? text) => RetrySchedule.TryParse(text, out _).ShouldBeFalse();

    [Property]
    public bool WhatIsWrittenReadsTheSame(byte times, byte minutes)
    {
        var text = $"{times % 50 + 1}x{minutes % 90 + 1}m";
        return RetrySchedule.TryParse(text, out var schedule)
            && RetrySchedule.TryParse(schedule.ToString(), out var again)
            && again.Retries == schedule.Retries
            && again.DelayAfter(0) == schedule.DelayAfter(0);
    }
}

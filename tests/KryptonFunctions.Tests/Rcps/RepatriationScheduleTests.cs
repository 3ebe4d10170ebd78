using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>When a study is looked at again.</summary>
public sealed class RepatriationScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private readonly RepatriationSchedule timetable = new(new PrefetchOptions());

    [Fact]
    public void PollsBeginAfterThreeQuartersOfAMinuteAndComeLessOftenUpToTenMinutes() =>
        Enumerable
            .Range(0, 10)
            .Select(polls => Wait(TimeSpan.FromDays(3), polls).TotalSeconds)
            .ShouldBe([45, 67.5, 101.25, 151.875, 227.8125, 341.71875, 512.578125, 600, 600, 600], tolerance: 0.001);

    [Fact]
    public void InTheLastTwoHoursNoPollIsLongerThanFiveMinutes()
    {
        Wait(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1), 50).ShouldBe(TimeSpan.FromMinutes(10));
        Wait(TimeSpan.FromHours(2), 50).ShouldBe(TimeSpan.FromMinutes(5));
        Wait(TimeSpan.FromHours(2), 0).ShouldBe(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public void NoPollIsAfterTheStart() => Wait(TimeSpan.FromMinutes(2), 50).ShouldBe(TimeSpan.FromMinutes(2));

    [Fact]
    public void FromTheStartOnPollsGoOn() => Wait(TimeSpan.Zero, 0).ShouldBe(TimeSpan.FromSeconds(45));

    [Fact]
    public void TheLastPollsAreNeverLongerThanTheOthers() =>
        new RepatriationSchedule(new PrefetchOptions { MaxPoll = TimeSpan.FromMinutes(3) })
            .NextPoll(At(TimeSpan.FromHours(1)), 50)
            .ShouldBe(Start.AddHours(-1).AddMinutes(3));

    [Fact]
    public void TheRechecksComeInTheirOrderHoweverTheyAreSet()
    {
        var turned = new RepatriationSchedule(
            new PrefetchOptions { EarlyRecheck = TimeSpan.FromHours(2), LateRecheck = TimeSpan.FromHours(24) }
        );

        turned.NextRecheck(At(TimeSpan.FromHours(72))).ShouldBe(Start.AddHours(-24));
        turned.NextRecheck(At(TimeSpan.FromHours(24))).ShouldBe(Start.AddHours(-2));
    }

    [Theory]
    [InlineData(72, 24.0)]
    [InlineData(24, 2.0)]
    [InlineData(3, 2.0)]
    [InlineData(2, null)]
    [InlineData(0, null)]
    public void WhatIsSettledIsLookedAtADayAndTwoHoursBefore(int hoursBefore, double? next) =>
        timetable
            .NextRecheck(At(TimeSpan.FromHours(hoursBefore)))
            .ShouldBe(next is { } hours ? Start.AddHours(-hours) : null);

    [Fact]
    public void RetriesFollowTheScheduleAndThenEnd() =>
        Enumerable
            .Range(0, 30)
            .Select(timetable.RetryDelay)
            .ShouldBe([
                .. Enumerable.Repeat<TimeSpan?>(TimeSpan.FromMinutes(1), 5),
                .. Enumerable.Repeat<TimeSpan?>(TimeSpan.FromMinutes(5), 12),
                .. Enumerable.Repeat<TimeSpan?>(TimeSpan.FromHours(1), 12),
                null,
            ]);

    private TimeSpan Wait(TimeSpan before, int polls) => timetable.NextPoll(At(before), polls) - (Start - before);

    private static RcpContext At(TimeSpan before) => new(Start - before, Start, Wanted: true, Cancelled: false);
}

using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// Every way that an order can go at Krypton, followed to its end by the orchestrations, with a clock that the test
/// moves.
/// </summary>
[Collection(Worlds.Transfers)]
public sealed class RepatriationCourseTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task AnAttachedStudyIsOrderedOnceAndVerified()
    {
        var (rcp, uid) = await world.Attached(days: 3);

        var way = await world.Becomes(rcp, uid, RepatriationState.Completed);

        way.ShouldSatisfyAllConditions(
            w => w.Central.ShouldBe(120),
            w => w.Orders.ShouldBe(1),
            w => w.NextAt.ShouldBe(rcp.StartsAt.AddHours(-24))
        );
        (await world.OrderKeys(rcp)).ShouldBe([$"{rcp.Id}:{uid}"]);
    }

    [Fact]
    public async Task WhatKryptonReportsIsRememberedAndTheStudySleepsOn()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NotifyNever });
        var (rcp, uid) = await world.Attached(days: 3);
        var polled = (
            await world.Until(
                () => world.Study(rcp.Id, uid),
                s => s!.Repatriation.Polls == 1,
                TimeSpan.FromSeconds(1),
                TimeSpan.FromMinutes(2)
            )
        )!.Repatriation;
        world.Clock.Advance(TimeSpan.FromSeconds(25));
        await world.SettleAsync();

        var task = new ReportedTask(polled.TaskId!, $"{rcp.Id}:{uid}");
        var reported = await world.Use((FollowReported follow) => follow.FollowAsync(task, CancellationToken.None));

        reported!.MustRing.ShouldBeFalse();
        (await world.Study(rcp.Id, uid))!.Repatriation.ShouldSatisfyAllConditions(
            r => r.Reason.ShouldBe(RepatriationReason.Verifying),
            r => r.NextAt.ShouldBe(polled.NextAt)
        );
        (await world.Becomes(rcp, uid, RepatriationState.Completed)).Orders.ShouldBe(1);
    }

    [Theory]
    [InlineData(FaultKind.EmptyCompletion)]
    [InlineData(FaultKind.Failed)]
    public async Task WhatMovedNothingIsOrderedAgainAndThenArrives(FaultKind kind)
    {
        world.Krypton.Inject(new Fault { Kind = kind, Times = 1 });
        var (rcp, uid) = await world.Attached(days: 3);

        (await world.Becomes(rcp, uid, RepatriationState.Failed)).RetriesUsed.ShouldBe(1);
        (await world.Becomes(rcp, uid, RepatriationState.Completed)).Orders.ShouldBe(2);
        (await world.OrderKeys(rcp)).ShouldBe([$"{rcp.Id}:{uid}", $"{rcp.Id}:{uid}:2"]);
    }

    [Theory]
    [InlineData(FaultKind.Partial)]
    [InlineData(FaultKind.SilentPartial)]
    public async Task APartIsOrderedOnceMoreAndThenShown(FaultKind kind)
    {
        world.Krypton.Inject(new Fault { Kind = kind });
        var (rcp, uid) = await world.Attached(days: 3);

        var way = await world.Becomes(rcp, uid, RepatriationState.Partial);

        way.ShouldSatisfyAllConditions(
            w => w.Central.ShouldBe(60),
            w => w.Orders.ShouldBe(2),
            w => w.Reason.ShouldBe(RepatriationReason.MissingInstances)
        );
        var shown = (await rcp.Board()).Prefiches[0].Studies[0];
        shown.ShouldSatisfyAllConditions(
            s => s.Progress.ShouldBe(0.5),
            s => s.Reason!.ShouldContain("60 images sur 120")
        );
    }

    [Fact]
    public async Task ARejectedOrderIsNotRepeated()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Rejected });
        var (rcp, uid) = await world.Attached(days: 3);

        (await world.Becomes(rcp, uid, RepatriationState.Rejected)).Reason.ShouldBe(
            RepatriationReason.DestinationUnknown
        );
        (await world.OrderKeys(rcp)).Count.ShouldBe(1);
        (await rcp.Board()).State.ShouldBe(BoardState.Attention);
    }

    [Fact]
    public async Task WhatNeverFinishesExpiresAtTheStartAndItsOrderIsTakenBack()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var (rcp, uid) = await world.Attached(hours: 2);

        (await world.Becomes(rcp, uid, RepatriationState.Expired)).NextAt.ShouldBeNull();
        (await world.OrderStatuses(rcp)).ShouldBe(["cancelled"]);
    }

    [Fact]
    public async Task KryptonDownForAnHourCostsAnHourAndNoSecondOrder()
    {
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(2), patient);
        await rcp.Choose(1);
        await rcp.Attach(1, patient.Studies[0].Uid);
        var down = world.Krypton.Inject(new Fault { Kind = FaultKind.Status });
        await world.Until(
            () => Task.FromResult(world.Now),
            now => now >= rcp.StartsAt.AddDays(-2).AddHours(1),
            TimeSpan.FromMinutes(2),
            TimeSpan.FromHours(2)
        );
        (await world.Study(rcp.Id, patient.Studies[0].Uid))!.Repatriation.IsOnline.ShouldBeFalse();

        world.Krypton.ClearFaults();

        (await world.Becomes(rcp, patient.Studies[0].Uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (await world.OrderKeys(rcp)).Count.ShouldBe(1);
        down.ShouldNotBeNull();
    }

    [Fact]
    public async Task AnOrderWhoseSenderDiedBeforeItWroteTheAnswerIsNeitherForgottenNorSentTwice()
    {
        var died = new TaskCompletionSource();
        world.AfterAnswer = request =>
        {
            if (
                request.Method == HttpMethod.Post
                && request.RequestUri!.AbsolutePath.EndsWith("/Task", StringComparison.Ordinal)
            )
            {
                died.TrySetResult();
                throw new NotSupportedException("Here the process dies.");
            }
        };
        var (rcp, uid) = await world.Attached(days: 3);
        await world.Comes(died.Task);
        await world.SettleAsync();
        (await world.Study(rcp.Id, uid))!.Repatriation.ShouldSatisfyAllConditions(
            w => w.Unanswered.ShouldBeTrue(),
            w => w.TaskId.ShouldBeNull()
        );
        world.AfterAnswer = null;
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        (await world.OrderStatuses(rcp)).ShouldBe(["completed"], "it has arrived while nobody was there");

        await world.RestartAsync();
        await world.Repair();

        (
            await world.Becomes(rcp, uid, RepatriationState.Completed, RepatriationState.NotNeeded)
        ).ShouldSatisfyAllConditions(
            w => w.State.ShouldBe(RepatriationState.Completed),
            w => w.Orders.ShouldBe(1),
            w => w.TaskId.ShouldNotBeNull()
        );
        (await world.OrderKeys(rcp)).ShouldBe([$"{rcp.Id}:{uid}"]);
    }

    [Fact]
    public async Task AnOfflineStudyNamesItsReasonAndIsNotOrdered()
    {
        var (rcp, uid) = await world.Attached(days: 3, new KnownStudy { Availability = "OFFLINE" });

        (await world.Becomes(rcp, uid, RepatriationState.Manual)).Reason.ShouldBe(RepatriationReason.OfflineAtSite);
        (await world.OrderKeys(rcp)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FaultKind.NotifyTwice)]
    [InlineData(FaultKind.NotifyLate)]
    [InlineData(FaultKind.NotifyEarly)]
    [InlineData(FaultKind.NotifyWrongSignature)]
    [InlineData(FaultKind.NotifyNever)]
    public async Task WhateverBecomesOfNotificationsTheStudyArrivesOnce(FaultKind kind)
    {
        world.Krypton.Inject(new Fault { Kind = kind, Milliseconds = 120_000 });
        var (rcp, uid) = await world.Attached(days: 3);

        (await world.Becomes(rcp, uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (await world.OrderKeys(rcp)).Count.ShouldBe(1);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

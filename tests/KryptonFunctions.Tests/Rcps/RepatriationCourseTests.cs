using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// Every way that an order can go at Krypton, followed to its end by the orchestrations, with a clock that the test
/// moves.
/// </summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class RepatriationCourseTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task AnAttachedStudyIsOrderedOnceAndVerified()
    {
        var (meeting, uid) = await AttachedAsync(days: 3);

        var way = await meeting.BecomesAsync(uid, RepatriationState.Completed);

        way.ShouldSatisfyAllConditions(
            w => w.Central.ShouldBe(120),
            w => w.Orders.ShouldBe(1),
            w => w.NextAt.ShouldBe(meeting.StartsAt.AddHours(-24))
        );
        (await KeysAsync(meeting)).ShouldBe([$"{meeting.Id}:{uid}"]);
    }

    [Fact]
    public async Task WhatKryptonReportsIsRememberedAndTheStudySleepsOn()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NotifyNever });
        var (meeting, uid) = await AttachedAsync(days: 3);
        var polled = (
            await world.Until(
                () => world.Study(meeting.Id, uid),
                s => s!.Repatriation.Polls == 1,
                TimeSpan.FromSeconds(1),
                TimeSpan.FromMinutes(2)
            )
        )!.Repatriation;
        world.Clock.Advance(TimeSpan.FromSeconds(25));
        await world.SettleAsync();

        var task = new ReportedTask(polled.TaskId!, $"{meeting.Id}:{uid}");
        var reported = await world.Use((FollowReported follow) => follow.RunAsync(task, CancellationToken.None));

        reported!.MustRing.ShouldBeFalse();
        (await world.Study(meeting.Id, uid))!.Repatriation.ShouldSatisfyAllConditions(
            r => r.Reason.ShouldBe(RepatriationReason.Verifying),
            r => r.NextAt.ShouldBe(polled.NextAt)
        );
        (await meeting.BecomesAsync(uid, RepatriationState.Completed)).Orders.ShouldBe(1);
    }

    [Theory]
    [InlineData(FaultKind.EmptyCompletion)]
    [InlineData(FaultKind.Failed)]
    public async Task WhatMovedNothingIsOrderedAgainAndThenArrives(FaultKind kind)
    {
        world.Krypton.Inject(new Fault { Kind = kind, Times = 1 });
        var (meeting, uid) = await AttachedAsync(days: 3);

        (await meeting.BecomesAsync(uid, RepatriationState.Failed)).RetriesUsed.ShouldBe(1);
        (await meeting.BecomesAsync(uid, RepatriationState.Completed)).Orders.ShouldBe(2);
        (await KeysAsync(meeting)).ShouldBe([$"{meeting.Id}:{uid}", $"{meeting.Id}:{uid}:2"]);
    }

    [Theory]
    [InlineData(FaultKind.Partial)]
    [InlineData(FaultKind.SilentPartial)]
    public async Task APartIsOrderedOnceMoreAndThenShown(FaultKind kind)
    {
        world.Krypton.Inject(new Fault { Kind = kind });
        var (meeting, uid) = await AttachedAsync(days: 3);

        var way = await meeting.BecomesAsync(uid, RepatriationState.Partial);

        way.ShouldSatisfyAllConditions(
            w => w.Central.ShouldBe(60),
            w => w.Orders.ShouldBe(2),
            w => w.Reason.ShouldBe(RepatriationReason.MissingInstances)
        );
        var shown = (await meeting.BoardAsync()).Prefiches[0].Studies[0];
        shown.ShouldSatisfyAllConditions(
            s => s.Progress.ShouldBe(0.5),
            s => s.Reason!.ShouldContain("60 images sur 120")
        );
    }

    [Fact]
    public async Task ARejectedOrderIsNotRepeated()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Rejected });
        var (meeting, uid) = await AttachedAsync(days: 3);

        (await meeting.BecomesAsync(uid, RepatriationState.Rejected)).Reason.ShouldBe(
            RepatriationReason.DestinationUnknown
        );
        (await KeysAsync(meeting)).Count.ShouldBe(1);
        (await meeting.BoardAsync()).State.ShouldBe(BoardState.Attention);
    }

    [Fact]
    public async Task WhatNeverFinishesExpiresAtTheStartAndItsOrderIsTakenBack()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var (meeting, uid) = await AttachedAsync(hours: 2);

        (await meeting.BecomesAsync(uid, RepatriationState.Expired)).NextAt.ShouldBeNull();
        (await meeting.OrderStatusesAsync()).ShouldBe(["cancelled"]);
    }

    [Fact]
    public async Task KryptonDownForAnHourCostsAnHourAndNoSecondOrder()
    {
        var patient = world.GivenPatient();
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(2), patient);
        await meeting.ChooseAsync(1);
        await meeting.AttachAsync(1, patient.Studies[0].Uid);
        var down = world.Krypton.Inject(new Fault { Kind = FaultKind.Status });
        await world.Until(
            () => Task.FromResult(world.Now),
            now => now >= meeting.StartsAt.AddDays(-2).AddHours(1),
            TimeSpan.FromMinutes(2),
            TimeSpan.FromHours(2)
        );
        (await world.Study(meeting.Id, patient.Studies[0].Uid))!.Repatriation.IsOnline.ShouldBeFalse();

        world.Krypton.ClearFaults();

        (await meeting.BecomesAsync(patient.Studies[0].Uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (await KeysAsync(meeting)).Count.ShouldBe(1);
        down.ShouldNotBeNull();
    }

    [Fact]
    public async Task APurgedStudyIsBackBeforeTheMeeting()
    {
        var (meeting, uid) = await AttachedAsync(hours: 30);
        await meeting.BecomesAsync(uid, RepatriationState.Completed);
        await world.Admin.Changes(uid, new { purge = true });

        (
            await world.Until(
                () => world.Study(meeting.Id, uid),
                s => s!.Repatriation is { Orders: 2, State: RepatriationState.Completed },
                TimeSpan.FromMinutes(10),
                TimeSpan.FromHours(29)
            )
        ).ShouldNotBeNull();
        (await KeysAsync(meeting)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task AStudyThatHasGrownIsFetchedAgainTheDayBefore()
    {
        var (meeting, uid) = await AttachedAsync(hours: 26);
        await meeting.BecomesAsync(uid, RepatriationState.Completed);
        await world.Admin.Changes(uid, new { instances = 150 });

        var way = await meeting.UntilRepatriationAsync(
            uid,
            w => w is { Orders: 2, State: RepatriationState.Completed }
        );

        way.ShouldSatisfyAllConditions(w => w.Central.ShouldBe(150), w => w.Expected.ShouldBe(150));
        (meeting.StartsAt - world.Now).ShouldBeInRange(TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task WhatShrinksOnTheCentralServerIsOrderedAgain()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Shrinking, Times = 1 });
        var (meeting, uid) = await AttachedAsync(hours: 26);

        (
            await meeting.UntilRepatriationAsync(uid, w => w is { Orders: 2, State: RepatriationState.Completed })
        ).Central.ShouldBe(120);
    }

    [Fact]
    public async Task AStudyThatNowIsSomebodyElsesIsNotOrderedUntilThatIsClearedUp()
    {
        var (patient, other) = (world.GivenPatient(), world.GivenPatient());
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddHours(26), patient);
        await meeting.ChooseAsync(1);
        var uid = meeting.Uid;
        await meeting.AttachAsync(1, uid, before: () => world.Admin.Changes(uid, new { patientId = other.Id }));

        var way = await meeting.BecomesAsync(uid, RepatriationState.Manual);

        way.Reason.ShouldBe(RepatriationReason.StudyIdentityConflict);
        (await KeysAsync(meeting)).ShouldBeEmpty();
        var shown = (await meeting.BoardAsync()).Prefiches[0].Studies[0];
        shown.Reason!.ShouldContain("identité");
        await world.Admin.Changes(uid, new { patientId = patient.Id });
        (await meeting.BecomesAsync(uid, RepatriationState.Completed)).Orders.ShouldBe(1);
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
        var (meeting, uid) = await AttachedAsync(days: 3);
        await died.Task;
        await world.SettleAsync();
        (await world.Study(meeting.Id, uid))!.Repatriation.ShouldSatisfyAllConditions(
            w => w.Unanswered.ShouldBeTrue(),
            w => w.TaskId.ShouldBeNull()
        );
        world.AfterAnswer = null;
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        (await meeting.OrderStatusesAsync()).ShouldBe(["completed"], "it has arrived while nobody was there");

        await world.RestartAsync();
        await world.RunTimerAsync(
            (upkeep, client) => upkeep.RepairPrefetch(new TimerInfo(), client, TestContext.Current.CancellationToken)
        );

        (
            await meeting.BecomesAsync(uid, RepatriationState.Completed, RepatriationState.NotNeeded)
        ).ShouldSatisfyAllConditions(
            w => w.State.ShouldBe(RepatriationState.Completed),
            w => w.Orders.ShouldBe(1),
            w => w.TaskId.ShouldNotBeNull()
        );
        (await KeysAsync(meeting)).ShouldBe([$"{meeting.Id}:{uid}"]);
    }

    [Fact]
    public async Task AnOfflineStudyNamesItsReasonAndIsNotOrdered()
    {
        var (meeting, uid) = await AttachedAsync(days: 3, new KnownStudy { Availability = "OFFLINE" });

        (await meeting.BecomesAsync(uid, RepatriationState.Manual)).Reason.ShouldBe(RepatriationReason.OfflineAtSite);
        (await KeysAsync(meeting)).ShouldBeEmpty();
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
        var (meeting, uid) = await AttachedAsync(days: 3);

        (await meeting.BecomesAsync(uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (await KeysAsync(meeting)).Count.ShouldBe(1);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task<(Meeting Meeting, string Uid)> AttachedAsync(
        int days = 0,
        KnownStudy? study = null,
        int hours = 0
    )
    {
        var patient = world.GivenPatient(study ?? new KnownStudy());
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(days).AddHours(hours), patient);
        await meeting.PrepareAsync(1);
        return (meeting, patient.Studies[0].Uid);
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(Meeting meeting) =>
        [.. (await meeting.OrdersAsync()).Select(order => ((string)order["keys"]![0]!).Split('|')[1])];
}

using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What happens to a meeting while its studies are on their way.</summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class RcpCourseTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task ACancelledMeetingTakesItsOrdersBack()
    {
        var meeting = await UnderWayAsync(new KnownPatient());

        await meeting.CancelAsync();

        (await meeting.BecomesAsync(meeting.Uid, RepatriationState.Cancelled)).Reason.ShouldBe(
            RepatriationReason.RcpCancelled
        );
        (await meeting.OrderStatusesAsync()).ShouldBe(["cancelled"]);
        (await meeting.BoardAsync()).State.ShouldBe(BoardState.Cancelled);
    }

    [Fact]
    public async Task AMeetingThatIsAnnouncedAgainIsPreparedAgain()
    {
        var meeting = await UnderWayAsync(new KnownPatient());
        await meeting.CancelAsync();
        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Cancelled);
        world.Krypton.ClearFaults();

        await meeting.SaveAsync(meeting.StartsAt, 1);

        (await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed)).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task AWithdrawnPreFicheTakesItsOrderBackAndLeavesTheOthers()
    {
        var meeting = await UnderWayAsync(new KnownPatient(), new KnownPatient());
        await meeting.PrepareAsync(2);
        var other = meeting.UidOf(2);

        await meeting.SaveAsync(meeting.StartsAt, preFiches: 1);

        (await meeting.BecomesAsync(other, RepatriationState.Cancelled)).Reason.ShouldBe(RepatriationReason.Withdrawn);
        (await world.Study(meeting.Id, meeting.Uid))!.Repatriation.IsOpen.ShouldBeTrue();
        (await meeting.BoardAsync()).Prefiches.Count.ShouldBe(1);
        await world.Until(
            () =>
                world.Instances.RunningAsync(
                    world.Host.DurableClient,
                    InstanceIds.Rcp(meeting.Id),
                    TestContext.Current.CancellationToken
                ),
            running =>
                running.Contains(InstanceIds.PreFiche(meeting.Id, "PF-1"))
                && !running.Contains(InstanceIds.PreFiche(meeting.Id, "PF-2")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(5)
        );
    }

    [Fact]
    public async Task DetachingTakesTheOrderBackAndAttachingAgainOrdersAnew()
    {
        var meeting = await UnderWayAsync(new KnownPatient());
        await meeting.DetachAsync(1, meeting.Uid);
        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Cancelled);
        world.Krypton.ClearFaults();

        await meeting.AttachAsync(1, meeting.Uid);

        (await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed)).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task AMeetingMovedNearerBringsItsDeadlineNearer()
    {
        var meeting = await UnderWayAsync(new KnownPatient());
        var nearer = world.Now.AddHours(1);

        await meeting.SaveAsync(nearer, 1);

        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Expired);
        (world.Now - nearer).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task AMeetingMovedAwayAfterItsStartIsPreparedForTheNewTime()
    {
        var meeting = await UnderWayAsync(new KnownPatient());
        await meeting.SaveAsync(world.Now.AddHours(1), 1);
        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Expired);
        world.Krypton.ClearFaults();

        await meeting.SaveAsync(world.Now.AddDays(3), 1);

        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed);
    }

    [Fact]
    public async Task ASearchThatKryptonDidNotAnswerIsRepeated()
    {
        world.Krypton.Inject(
            new Fault { Kind = FaultKind.Status, Call = global::KryptonMock.Http.CallType.PatientSearch }
        );
        var patient = world.GivenPatient();
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), patient);
        await world.Until(
            () => world.PreFiche(meeting.Id, "PF-1"),
            p => p is { SearchedAt: not null, SearchAgainAt: not null },
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(10)
        );
        (await meeting.BoardAsync()).Prefiches[0].Identity.ShouldBe(IdentityState.Searching);

        world.Krypton.ClearFaults();

        (await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice))!.Candidates.ShouldBe(1);
    }

    [Fact]
    public async Task ARecordThatAppearsLaterIsOfferedTheDayBefore()
    {
        var patient = new KnownPatient();
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddHours(26), patient);
        await meeting.IdentityBecomesAsync(1, IdentityState.None);

        world.Krypton.Add(patient.Resources());

        await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice, TimeSpan.FromMinutes(10));
        (meeting.StartsAt - world.Now).ShouldBeLessThan(TimeSpan.FromHours(24.1));
    }

    [Fact]
    public async Task ARuleThatOrdersAttachesAndOneThatProposesShows()
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" }, new KnownStudy { Modality = "MR" });
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), patient);
        await meeting.SaveAsync(
            meeting.StartsAt,
            1,
            [
                new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order },
                new PrefetchRule { Modalities = ["MR"] },
            ]
        );

        await meeting.ChooseAsync(1);

        await meeting.BecomesAsync(patient.Studies[0].Uid, RepatriationState.Completed);
        var rows = await world.Use(
            (StudyStore studies) => studies.AttachedToAsync(meeting.Id, "PF-1", TestContext.Current.CancellationToken)
        );
        rows.Select(r => (r.StudyUid, r.Origin))
            .ShouldBe(
                [(patient.Studies[0].Uid, StudyOrigin.Rule), (patient.Studies[1].Uid, StudyOrigin.Proposed)],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task WhatDiedIsStartedAgainFromTheTables()
    {
        var meeting = await UnderWayAsync(new KnownPatient());
        world.Krypton.ClearFaults();
        foreach (
            var instance in await world.Instances.RunningAsync(
                world.Host.DurableClient,
                InstanceIds.Rcp(meeting.Id),
                TestContext.Current.CancellationToken
            )
        )
        {
            await world.Instances.RemoveAsync(
                world.Host.DurableClient,
                instance,
                TestContext.Current.CancellationToken
            );
        }

        await world.RunTimerAsync(
            (upkeep, client) => upkeep.RepairPrefetch(new TimerInfo(), client, TestContext.Current.CancellationToken)
        );

        (
            await world.Until(
                () =>
                    world.Instances.RunningAsync(
                        world.Host.DurableClient,
                        InstanceIds.Rcp(meeting.Id),
                        TestContext.Current.CancellationToken
                    ),
                running =>
                    running.Contains(InstanceIds.Study(meeting.Id, meeting.Uid))
                    && running.Contains(InstanceIds.PreFiche(meeting.Id, "PF-1")),
                TimeSpan.FromSeconds(1),
                TimeSpan.FromMinutes(5)
            )
        ).ShouldContain(InstanceIds.Rcp(meeting.Id));
    }

    [Fact]
    public async Task ACancellationWhoseRingIsLateIsToldBeforeTheMeetingsOrchestrationEnds()
    {
        var meeting = await UnderWayAsync(new KnownPatient());
        await world.Until(
            () => RunningAsync(meeting),
            running => running.Contains(InstanceIds.PreFiche(meeting.Id, "PF-1")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        await meeting.CancelAsync(ring: false);

        await world.Instances.RaiseEventAsync(
            world.Host.DurableClient,
            InstanceIds.Rcp(meeting.Id),
            Events.PreFicheSearched,
            TestContext.Current.CancellationToken
        );

        await world.Until(
            () => RunningAsync(meeting),
            running => running.Count == 0,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        (await meeting.OrderStatusesAsync()).ShouldBe(["cancelled"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AChangeWhoseRingWasLostIsToldByTheRepair(bool cancelled)
    {
        var meeting = await UnderWayAsync(new KnownPatient(), new KnownPatient());
        await world.Until(
            () => RunningAsync(meeting),
            running => running.Contains(InstanceIds.PreFiche(meeting.Id, "PF-2")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        await (
            cancelled
                ? meeting.CancelAsync(ring: false)
                : meeting.SaveAsync(meeting.StartsAt, preFiches: 1, ring: false)
        );

        await world.RunTimerAsync(
            (upkeep, client) => upkeep.RepairPrefetch(new TimerInfo(), client, TestContext.Current.CancellationToken)
        );

        await world.Until(
            () => RunningAsync(meeting),
            running => !running.Contains(InstanceIds.PreFiche(meeting.Id, "PF-2")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        (await RunningAsync(meeting)).Contains(InstanceIds.PreFiche(meeting.Id, "PF-1")).ShouldBe(!cancelled);
    }

    [Fact]
    public async Task AMonthLaterNothingOfTheMeetingIsLeft()
    {
        var meeting = await UnderWayAsync(new KnownPatient());

        await world.Until(
            () => Task.FromResult(world.Now),
            now => now > meeting.StartsAt.AddDays(31),
            TimeSpan.FromHours(7),
            TimeSpan.FromDays(40)
        );

        await world.RunTimerAsync(
            (upkeep, client) => upkeep.PurgePrefetch(new TimerInfo(), client, TestContext.Current.CancellationToken)
        );

        (await world.PreFiche(meeting.Id, "PF-1")).ShouldBeNull();
        (await world.Study(meeting.Id, meeting.Uid)).ShouldBeNull();
        (
            await world.Host.DurableClient.GetInstanceAsync(
                InstanceIds.Study(meeting.Id, meeting.Uid),
                TestContext.Current.CancellationToken
            )
        ).ShouldBeNull();
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<IReadOnlySet<string>> RunningAsync(Meeting meeting) =>
        world.Instances.RunningAsync(
            world.Host.DurableClient,
            InstanceIds.Rcp(meeting.Id),
            TestContext.Current.CancellationToken
        );

    /// <summary>A meeting in three days whose first pré-fiche has its one study ordered; the transfer hangs.</summary>
    private async Task<Meeting> UnderWayAsync(params KnownPatient[] patients)
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        world.Krypton.Add(patients.SelectMany(p => p.Resources()));
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), patients);
        await meeting.PrepareAsync(1);
        await meeting.UntilRepatriationAsync(meeting.Uid, way => way.TaskId is not null);
        return meeting;
    }
}

using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What happens to an RCP while its studies are on their way.</summary>
[Collection(Worlds.Meetings)]
public sealed class RcpCourseTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task ACancelledRcpTakesItsOrdersBack()
    {
        var rcp = await world.UnderWay(new KnownPatient());

        await rcp.Cancel();

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Cancelled)).Reason.ShouldBe(
            RepatriationReason.RcpCancelled
        );
        (await world.OrderStatuses(rcp)).ShouldBe(["cancelled"]);
        (await rcp.Board()).State.ShouldBe(BoardState.Cancelled);
    }

    [Fact]
    public async Task AnRcpThatIsAnnouncedAgainIsPreparedAgain()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        await rcp.Cancel();
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Cancelled);
        world.Krypton.ClearFaults();

        await rcp.Save(rcp.StartsAt, 1);

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed)).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task AWithdrawnPreFicheTakesItsOrderBackAndLeavesTheOthers()
    {
        var rcp = await world.UnderWay(new KnownPatient(), new KnownPatient());
        await rcp.Prepare(2);
        var other = rcp.UidOf(2);

        await rcp.Save(rcp.StartsAt, preFiches: 1);

        (await world.Becomes(rcp, other, RepatriationState.Cancelled)).Reason.ShouldBe(RepatriationReason.Withdrawn);
        (await world.Study(rcp.Id, rcp.Uid))!.Repatriation.IsOpen.ShouldBeTrue();
        (await rcp.Board()).Prefiches.Count.ShouldBe(1);
        await world.Until(
            () => world.Running(rcp),
            running =>
                running.Contains(InstanceIds.PreFiche(rcp.Id, "PF-1"))
                && !running.Contains(InstanceIds.PreFiche(rcp.Id, "PF-2")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(5)
        );
    }

    [Fact]
    public async Task DetachingTakesTheOrderBackAndAttachingAgainOrdersAnew()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        await rcp.Detach(1, rcp.Uid);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Cancelled);
        world.Krypton.ClearFaults();

        await rcp.Attach(1, rcp.Uid);

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed)).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task AnRcpMovedNearerBringsItsDeadlineNearer()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        var nearer = world.Now.AddHours(1);

        await rcp.Save(nearer, 1);

        await world.Becomes(rcp, rcp.Uid, RepatriationState.Expired);
        (world.Now - nearer).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task AnRcpMovedAwayAfterItsStartIsPreparedForTheNewTime()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        await rcp.Save(world.Now.AddHours(1), 1);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Expired);
        world.Krypton.ClearFaults();

        await rcp.Save(world.Now.AddDays(3), 1);

        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);
    }

    [Fact]
    public async Task ASearchThatKryptonDidNotAnswerIsRepeated()
    {
        world.Krypton.Inject(
            new Fault { Kind = FaultKind.Status, Call = global::KryptonMock.Http.CallType.PatientSearch }
        );
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await world.Until(
            () => world.PreFiche(rcp.Id, "PF-1"),
            p => p is { SearchedAt: not null, SearchAgainAt: not null },
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(10)
        );
        (await rcp.Board()).Prefiches[0].Identity.ShouldBe(IdentityState.Searching);

        world.Krypton.ClearFaults();

        (await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice))!.Candidates.ShouldBe(1);
    }

    [Fact]
    public async Task ARecordThatAppearsLaterIsOfferedTheDayBefore()
    {
        var patient = new KnownPatient();
        var rcp = await world.GivenRcp(world.Now.AddHours(26), patient);
        await world.IdentityBecomes(rcp, 1, IdentityState.None);

        world.Krypton.Add(patient.Resources());

        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice, TimeSpan.FromMinutes(10));
        (rcp.StartsAt - world.Now).ShouldBeLessThan(TimeSpan.FromHours(24.1));
    }

    [Fact]
    public async Task AMonthLaterNothingOfTheRcpIsLeft()
    {
        var rcp = await world.UnderWay(new KnownPatient());

        await world.Until(
            () => Task.FromResult(world.Now),
            now => now > rcp.StartsAt.AddDays(31),
            TimeSpan.FromHours(7),
            TimeSpan.FromDays(40)
        );

        await world.RunTimerAsync(
            (upkeep, client) => upkeep.PurgePrefetch(new TimerInfo(), client, TestContext.Current.CancellationToken)
        );

        (await world.PreFiche(rcp.Id, "PF-1")).ShouldBeNull();
        (await world.Study(rcp.Id, rcp.Uid)).ShouldBeNull();
        (
            await world.Host.DurableClient.GetInstanceAsync(
                InstanceIds.Study(rcp.Id, rcp.Uid),
                TestContext.Current.CancellationToken
            )
        ).ShouldBeNull();
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

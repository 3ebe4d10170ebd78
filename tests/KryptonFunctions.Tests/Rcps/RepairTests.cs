using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Rcps;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using Microsoft.DurableTask.Client;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What the orchestrations missed is started or told again from the tables, and nothing else.</summary>
[Collection(Worlds.Transfers)]
public sealed class RepairTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStudyIsStartedOnceHoweverOftenItIsAttached()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await rcp.Prepare(1);
        await world.UntilRepatriation(rcp, rcp.Uid, way => way.TaskId is not null);
        var before = await StartsAsync(rcp);

        await rcp.Attach(1, rcp.Uid);

        await world.SettleAsync();
        (await StartsAsync(rcp)).ShouldBe(before);
        (await world.OrderStatuses(rcp)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TheRepairStartsNothingWhereNothingIsMissing()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await rcp.Prepare(1);
        await world.UntilRepatriation(rcp, rcp.Uid, way => way.TaskId is not null);
        var before = await StartsAsync(rcp);

        await world.Repair();

        await world.SettleAsync();
        (await StartsAsync(rcp)).ShouldBe(before);
        (await world.OrderStatuses(rcp)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TheRepairStartsNothingForAnRcpThatIsCancelledOrOver()
    {
        var cancelled = await world.GivenRcp(world.Now.AddHours(1), world.GivenPatient());
        var over = await world.GivenRcp(world.Now.AddHours(1), world.GivenPatient());
        await cancelled.Cancel();
        await world.Until(
            () => world.Running(over),
            running => running.Count == 0,
            TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(30)
        );
        (await world.Running(cancelled)).ShouldBeEmpty();

        await world.Repair();

        await world.SettleAsync();
        (await world.Running(cancelled)).ShouldBeEmpty();
        (await world.Running(over)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatDiedIsStartedAgainFromTheTables()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        world.Krypton.ClearFaults();
        foreach (var instance in await world.Running(rcp))
        {
            await world.Instances.RemoveAsync(
                world.Host.DurableClient,
                instance,
                TestContext.Current.CancellationToken
            );
        }

        await world.Repair();

        (
            await world.Until(
                () => world.Running(rcp),
                running =>
                    running.Contains(InstanceIds.Study(rcp.Id, rcp.Uid))
                    && running.Contains(InstanceIds.PreFiche(rcp.Id, "PF-1")),
                TimeSpan.FromSeconds(1),
                TimeSpan.FromMinutes(5)
            )
        ).ShouldContain(InstanceIds.Rcp(rcp.Id));
    }

    [Fact]
    public async Task ACancellationWhoseRingIsLateIsToldBeforeTheRcpsOrchestrationEnds()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        await world.Until(
            () => world.Running(rcp),
            running => running.Contains(InstanceIds.PreFiche(rcp.Id, "PF-1")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        await world.CancelUnheard(rcp);

        await world.Instances.RaiseEventAsync(
            world.Host.DurableClient,
            InstanceIds.Rcp(rcp.Id),
            Events.PreFicheSearched,
            TestContext.Current.CancellationToken
        );

        await world.Until(
            () => world.Running(rcp),
            running => running.Count == 0,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        (await world.OrderStatuses(rcp)).ShouldBe(["cancelled"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AChangeWhoseRingWasLostIsToldByTheRepair(bool cancelled)
    {
        var rcp = await world.UnderWay(new KnownPatient(), new KnownPatient());
        await world.Until(
            () => world.Running(rcp),
            running => running.Contains(InstanceIds.PreFiche(rcp.Id, "PF-2")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        await (cancelled ? world.CancelUnheard(rcp) : world.SaveUnheard(rcp, preFiches: 1));

        await world.Repair();

        await world.Until(
            () => world.Running(rcp),
            running => !running.Contains(InstanceIds.PreFiche(rcp.Id, "PF-2")),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1)
        );
        (await world.Running(rcp)).Contains(InstanceIds.PreFiche(rcp.Id, "PF-1")).ShouldBe(!cancelled);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    /// <summary>The RCP's instances and when each was started.</summary>
    private async Task<IReadOnlyList<(string Id, DateTimeOffset StartedAt)>> StartsAsync(GivenRcp rcp)
    {
        var found = new List<(string, DateTimeOffset)>();
        await foreach (
            var instance in world
                .Host.DurableClient.GetAllInstancesAsync(
                    new OrchestrationQuery(InstanceIdPrefix: InstanceIds.Rcp(rcp.Id))
                )
                .WithCancellation(Cancellation)
        )
        {
            found.Add((instance.InstanceId, instance.CreatedAt));
        }

        return found;
    }
}

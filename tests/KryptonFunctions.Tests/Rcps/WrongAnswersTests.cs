using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using KryptonMock.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>For ten minutes every answer of Krypton is wrong in one way.</summary>
[Collection(Worlds.Transfers)]
public sealed class WrongAnswersTests(PrefetchStorage storage)
{
    [Theory]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.BrokenJson)]
    [InlineData(FaultKind.WrongContentType)]
    [InlineData(FaultKind.Oversized)]
    [InlineData(FaultKind.ForeignNextLink)]
    [InlineData(FaultKind.CyclicNextLink)]
    [InlineData(FaultKind.Latency)]
    public async Task WhateverIsWrongWithKryptonsAnswersTheStudyIsOrderedOnce(FaultKind kind)
    {
        await using var world = await PrefetchWorld.StartAsync(storage);
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await rcp.Choose(1);
        await world.AttachAndFirst(
            rcp,
            rcp.Uid,
            () =>
            {
                world.Krypton.Inject(new Fault { Kind = kind, Milliseconds = 100 });
                return Task.CompletedTask;
            }
        );
        await world.Until(
            () => Task.FromResult(world.Now),
            now => now >= rcp.StartsAt.AddDays(-3).AddMinutes(10),
            TimeSpan.FromSeconds(31),
            TimeSpan.FromHours(1)
        );

        world.Krypton.ClearFaults();

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (await world.Orders(rcp)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(CallType.Order)]
    [InlineData(CallType.OrderRead)]
    [InlineData(CallType.CentralStudies)]
    public async Task ACallThatHangsIsGivenUpAndTheStudyIsOrderedOnce(CallType? call)
    {
        // It hangs in real time, while the world's clock goes on: the time-out is of the wire. Long enough for a busy
        // machine to answer what does not hang.
        var settings = new WorldSettings
        {
            More = new Dictionary<string, string?>
            {
                ["Krypton:AttemptTimeoutSeconds"] = "2",
                ["Krypton:TotalTimeoutSeconds"] = "4",
                ["Krypton:Retries"] = "0",
            },
        };
        await using var world = await PrefetchWorld.StartAsync(storage, settings);
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await rcp.Choose(1);
        await world.AttachAndFirst(
            rcp,
            rcp.Uid,
            () =>
            {
                world.Krypton.Inject(new Fault { Kind = FaultKind.TimeOut, Call = call });
                return Task.CompletedTask;
            }
        );
        (
            await world.UntilRepatriation(rcp, rcp.Uid, way => way.Reason == RepatriationReason.KryptonUnavailable)
        ).IsOpen.ShouldBeTrue();
        (await rcp.Board()).Prefiches[0].Studies[0].Reason!.ShouldContain("Krypton ne répond pas");

        world.Krypton.ClearFaults();

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (await world.Orders(rcp)).Count.ShouldBe(1);
    }
}

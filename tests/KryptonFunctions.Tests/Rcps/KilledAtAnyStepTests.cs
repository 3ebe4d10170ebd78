using System.Globalization;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// The durable engine stops dead after so many writes of its history, again and again, as if the process were killed; a
/// new host takes the history up. However often, the RCP ends in the same state and each study is ordered exactly
/// once. <c>KRYPTON_STEP_KILLS</c> is the number of different steps that are tried (default 6).
/// </summary>
[Collection(Worlds.Transfers)]
public sealed class KilledAtAnyStepTests(PrefetchStorage storage)
{
    private static readonly int Kills = int.TryParse(
        Environment.GetEnvironmentVariable("KRYPTON_STEP_KILLS"),
        CultureInfo.InvariantCulture,
        out var kills
    )
        ? kills
        : 6;

    [Fact]
    public async Task AnRcpEndsTheSameWhereverItIsKilled()
    {
        await using var world = await PrefetchWorld.StartAsync(storage);
        for (var step = 1; step <= Kills * 3; step += 3)
        {
            var patient = world.GivenPatient(new KnownStudy(), new KnownStudy());
            await world.RestartAsync(stopAfterSteps: step);
            var rcp = world.NewRcp(patient);
            try
            {
                await rcp.Save(world.Now.AddDays(3), 1);
                await rcp.Prepare(1);
                await world.SettleAsync();
            }
            catch (Exception e)
                when (e is BrokenContractException or ShouldAssertException or OperationCanceledException)
            {
                // The engine died under the request, whose 500 is no answer of the API; the DCC repeats it.
                world.Host.Stopped.IsCancellationRequested.ShouldBeTrue(e.Message);
            }

            await world.RestartAsync();
            await rcp.Save(world.Now.AddDays(3), 1);
            await rcp.Prepare(1);
            foreach (var study in patient.Studies)
            {
                var way = await world.Becomes(rcp, study.Uid, RepatriationState.Completed);
                way.ShouldSatisfyAllConditions(w => w.Orders.ShouldBe(1), w => w.Central.ShouldBe(120));
            }

            (await world.Orders(rcp)).Count.ShouldBe(2, $"orders after a kill at step {step}");
        }
    }
}

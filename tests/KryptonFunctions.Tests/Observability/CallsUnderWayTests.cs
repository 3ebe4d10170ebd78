using System.Collections.Concurrent;
using System.Net;
using KryptonFunctions.Observability;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Observability;

/// <summary>What nobody waits for can see that somebody does.</summary>
[Collection(Worlds.Accesses)]
public sealed class CallsUnderWayTests(PrefetchStorage storage)
{
    [Fact]
    public async Task ACallOfTheApiIsUnderWayUntilItIsThrough()
    {
        await using var world = await PrefetchWorld.StartAsync(storage);
        var seen = new ConcurrentBag<bool>();
        world.BeforeCall = async _ => seen.Add(await IsAnyUnderWay());

        var patient = world.GivenPatient();
        (await world.CarerOverHttp.SearchFor(patient.AsAsked(), LocalKrypton.NewId("RCP"))).ShouldBe(HttpStatusCode.OK);

        seen.ShouldContain(true);
        await Eventually.Becomes(IsAnyUnderWay, any => !any, "no call under way");

        Task<bool> IsAnyUnderWay() => world.Use((CallsUnderWay calls) => Task.FromResult(calls.Any));
    }
}

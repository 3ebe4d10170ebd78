using System.Net;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using KryptonMock.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>
/// Whoever asks waits for a silent Krypton as long as the setting says, and is told when to come again.
/// </summary>
[Collection(Worlds.Accesses)]
public sealed class RequestDeadlineTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Theory]
    [InlineData(CallType.Studies)]
    [InlineData(CallType.PatientRead)]
    public async Task ACallThatHangsEndsWithTheRequestsOwnDeadline(CallType call)
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        var handle = await rcp.Choose(1);
        world.Krypton.Inject(new Fault { Kind = FaultKind.TimeOut, Call = call });

        var asked = TimeProvider.System.GetTimestamp();
        (await rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}&preFicheId=PF-1"))
            .ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "krypton-unavailable")
            .Headers.RetryAfter.ShouldNotBeNull();

        // An attempt has ten seconds by itself, and is repeated: it is the request's own deadline that ended it.
        TimeProvider.System.GetElapsedTime(asked).TotalSeconds.ShouldBeLessThan(10);
    }

    public async ValueTask InitializeAsync() =>
        world = await PrefetchWorld.StartAsync(
            storage,
            new WorldSettings { More = new Dictionary<string, string?> { ["Krypton:RequestSeconds"] = "4" } }
        );

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

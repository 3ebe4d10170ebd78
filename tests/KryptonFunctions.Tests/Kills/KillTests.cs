using System.Globalization;
using KryptonFunctions.Tests.Fixture;
using Xunit;

namespace KryptonFunctions.Tests.Kills;

/// <summary>
/// Real processes, really killed: at any moment, with repatriations running, the next life finishes the RCP and no
/// study is ordered twice. <c>KRYPTON_KILLS</c> sets how often there is a kill (default 4; 100 in the long run): a
/// quarter of the Runner, half of the host, the rest of the worker. <c>KRYPTON_KILL_SEED</c> repeats a run.
/// </summary>
public sealed class KillTests
{
    private const int PreFiches = 3;
    private static readonly int Kills = Setting("KRYPTON_KILLS", 4);
    private static readonly int Seed = Setting("KRYPTON_KILL_SEED", Environment.TickCount);

    /// <summary>The whole Runner dies, and with it the mock, Azurite, the host and the worker.</summary>
    [Fact]
    public async Task AKilledRunnerFinishesItsRcpsInTheNextLife()
    {
        using var place = new KillPlace(Quarter * PreFiches);
        using var runner = new RunnerProcess(place.Data, place.Ports, "--population", place.Population);
        using var http = new HttpClient();
        var ready = new Uri(runner.Places.Functions, "/api/v1/health/ready");
        await runner.StartAsync(http, ready);
        await KillAgainAndAgainAsync(
            place,
            Quarter,
            () => runner.Places,
            async () =>
            {
                runner.Kill();
                await runner.StartAsync(http, ready);
            }
        );
    }

    /// <summary>The host dies in the middle of a call to a Krypton that goes on, and its worker with it.</summary>
    [Fact]
    public async Task AKilledHostFinishesItsRcpsInTheNextLife()
    {
        using var place = new KillPlace(Half * PreFiches);
        await using var lives = await FunctionsLives.StartAsync(place);
        await KillAgainAndAgainAsync(place, Half, () => lives.Places, lives.KillHostAsync);
    }

    /// <summary>The worker dies under its host, which replaces it.</summary>
    [Fact]
    public async Task AKilledWorkerIsReplacedAndItsRcpsAreFinished()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The worker's process is found as Linux lists it.");
        using var place = new KillPlace(Rest * PreFiches);
        await using var lives = await FunctionsLives.StartAsync(place);
        await KillAgainAndAgainAsync(place, Rest, () => lives.Places, lives.KillWorkerAsync);
    }

    private static int Quarter => Math.Max(1, Kills / 4);

    private static int Half => Math.Max(1, Kills / 2);

    private static int Rest => Math.Max(1, Kills - Quarter - Half);

    private static async Task KillAgainAndAgainAsync(
        KillPlace place,
        int kills,
        Func<RcpAddresses> places,
        Func<Task> killAndRestart
    )
    {
        var random = new Random(Seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, seed {Seed}");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        for (var kill = 0; kill < kills; kill++)
        {
            var rcp = await RcpUnderFire.AnnounceAsync(places(), http, place.Next(PreFiches));
            var preparing = rcp.PrepareAsync();
            // At a random moment of the RCP's first seconds: while it is prepared, orders are placed, studies move.
            await Eventually.Passes(TimeSpan.FromMilliseconds(random.Next(0, 6000)));
            await killAndRestart();
            await preparing;
            await rcp.ShouldEndWellAsync();
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : usual;
}

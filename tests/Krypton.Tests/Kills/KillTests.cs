using System.Globalization;
using Krypton.Tests.Fixture;
using Xunit;

namespace Krypton.Tests.Kills;

/// <summary>
/// Real processes, really killed: at any moment, with repatriations running, the next life finishes the meeting and no study is ordered twice.
/// <c>KRYPTON_KILLS</c> sets the number of kills (of each test, default 3; 100 in the long run), <c>KRYPTON_KILL_SEED</c> repeats a run.
/// </summary>
public sealed class KillTests
{
    private const int PreFiches = 3;
    private static readonly int Kills = Setting("KRYPTON_KILLS", 3);
    private static readonly int Seed = Setting("KRYPTON_KILL_SEED", Environment.TickCount);

    /// <summary>The whole Runner dies, and with it the mock and Azurite, whose data the next one finds.</summary>
    [Fact]
    public async Task AKilledRunnerFinishesItsMeetingsInTheNextLife()
    {
        using var place = new KillPlace(Kills * PreFiches);
        using var runner = new RunnerProcess(place.Data, place.Ports, "--population", place.Population);
        await KillAgainAndAgainAsync(place, runner, new Uri(runner.Functions, "/api/v1/health/ready"));
    }

    /// <summary>The functions alone die, in the middle of a call to a Krypton that goes on.</summary>
    [Fact]
    public async Task KilledFunctionsFinishTheirMeetingsInTheNextLife()
    {
        using var place = new KillPlace(Kills * PreFiches);
        using var backends = new RunnerProcess(place.Data, place.Ports, "backends", "--population", place.Population);
        using var functions = new RunnerProcess(place.Data, place.Ports, "functions");
        using var http = new HttpClient();
        await backends.StartAsync(http, new Uri(backends.Dcc, "/jwks"));
        await KillAgainAndAgainAsync(place, functions, new Uri(functions.Functions, "/api/v1/health/ready"));
    }

    private static async Task KillAgainAndAgainAsync(KillPlace place, RunnerProcess victim, Uri ready)
    {
        var random = new Random(Seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, seed {Seed}");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        await victim.StartAsync(http, ready);
        for (var kill = 0; kill < Kills; kill++)
        {
            var meeting = await MeetingUnderFire.AnnounceAsync(victim, http, place.Next(PreFiches));
            var preparing = meeting.PrepareAsync();
            // The kill comes at a random moment of the meeting's first seconds: while it is prepared, while orders are placed, while studies move.
            await Eventually.Passes(TimeSpan.FromMilliseconds(random.Next(0, 6000)));
            victim.Kill();
            await victim.StartAsync(http, ready);
            await preparing;
            await meeting.ShouldEndWellAsync();
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : usual;
}

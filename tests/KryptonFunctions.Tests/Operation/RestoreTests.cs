using KryptonFunctions.Access;
using KryptonFunctions.Tests.Kills;
using KryptonFunctions.Tests.Starting;
using Runner;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Operation;

/// <summary>
/// What the runbook says of a lost storage account and of a lost task hub, done: the RCPs go on from the tables, each
/// study is ordered once, and the traces hold.
/// </summary>
public sealed class RestoreTests
{
    private const int Patients = 2;

    /// <summary>Long enough that no study has arrived when the account is lost.</summary>
    private static readonly TimeSpan Transfer = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ALostAccountIsRestoredFromABackup()
    {
        using var place = new KillPlace(Patients);
        await using var lives = await FunctionsLives.StartAsync(place, transfer: Transfer);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var rcp = await UnderWayAsync(place, lives, http);
        var folder = Path.Combine(place.Data, "backup");

        var backup = await OnAsync(place, "backup", folder);
        await lives.LoseStorageAsync(async () => (await OnAsync(place, "restore", folder)).ShouldBe(backup));

        await rcp.AnnounceAgainAsync();
        await rcp.ShouldEndWellAsync();
        await OnAsync(place, "verify-traces");
    }

    [Fact]
    public async Task ANewTaskHubGoesOnWithWhatTheTablesSay()
    {
        using var place = new KillPlace(Patients);
        await using var lives = await FunctionsLives.StartAsync(place, transfer: Transfer);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var rcp = await UnderWayAsync(place, lives, http);

        await lives.ReplaceAsync(settings: new Dictionary<string, string?> { ["TaskHubName"] = "KryptonNext" });

        await rcp.AnnounceAgainAsync();
        await rcp.ShouldEndWellAsync();
    }

    [Fact]
    public async Task AFolderThatIsNoBackupIsOneSentence() =>
        (await RunnerOnce.Run(new Dictionary<string, string>(), "restore", "no-such-folder")).ShouldHaveSaid(
            6,
            "no-such-folder"
        );

    private static async Task<RcpUnderFire> UnderWayAsync(KillPlace place, FunctionsLives lives, HttpClient http)
    {
        var rcp = await RcpUnderFire.AnnounceAsync(lives.Places, http, place.Next(Patients));
        await rcp.PrepareAsync();
        await rcp.UnderWayAsync();
        return rcp;
    }

    private static async Task<string> OnAsync(KillPlace place, params string[] verb)
    {
        var ports = StackPorts.From(place.Ports);
        var storage = new AzuriteServer.AzuritePorts(ports.Blob, ports.Queue, ports.Table).ConnectionString;
        var run = await RunnerOnce.Run(new Dictionary<string, string> { [AppStorage.Setting] = storage }, verb);
        run.ExitCode.ShouldBe(0, run.Said + run.Complained);
        return run.Said;
    }
}

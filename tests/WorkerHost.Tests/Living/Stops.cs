using System.Diagnostics;
using AzuriteServer;
using Shouldly;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Living;

/// <summary>The host and its worker end together, soon, whatever ends them.</summary>
public sealed class Stops(AzuriteFixture azurite)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task AWorkerDoesNotOutliveAHostThatWasKilled()
    {
        await using var host = await HostRun.StartAsync(new HostSetup(azurite.ConnectionString));
        host.Kill();
        await host.EndAsync();
        var clock = Stopwatch.StartNew();

        await Eventually.BeTrueAsync(() => !Processes.IsAlive(host.WorkerId));

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task AHostThatIsAskedToEndDoesWithItsWorker()
    {
        await using var host = await HostRun.StartAsync(new HostSetup(azurite.ConnectionString));

        await ShouldStopAsync(host, () => Processes.Terminate(host.Id));
    }

    [Fact]
    public async Task AHostEndsWithWhoeverStartedItWhereThatIsWished()
    {
        await using var host = await HostRun.StartAsync(
            new HostSetup(azurite.ConnectionString) { Arguments = ["--stop-with-input"] });

        await ShouldStopAsync(host, host.CloseInput);
    }

    [Fact]
    public async Task AStopTakesNoLongerWhenTheStorageIsGone()
    {
        var storage = await Azurite.StartAsync(cancellation: TestContext.Current.CancellationToken);
        await using var host = await HostRun.StartAsync(new HostSetup(storage.ConnectionString));
        await storage.DisposeAsync();

        await ShouldStopAsync(host, () => Processes.Terminate(host.Id));
    }

    [Fact]
    public async Task AStopTakesNoLongerWhileAFunctionRuns()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);
        var call = host.Http.GetAsync("api/wait/running", TestContext.Current.CancellationToken);
        await Eventually.BeTrueAsync(() => setup.NotesOf("running").Contains("begun"));

        await ShouldStopAsync(host, () => Processes.Terminate(host.Id));

        await Task.WhenAny(call);
    }

    private static async Task ShouldStopAsync(HostRun host, Action stop)
    {
        var clock = Stopwatch.StartNew();
        stop();

        (await host.EndAsync()).ShouldBe((int)ExitCode.Stopped);

        clock.Elapsed.ShouldBeLessThan(LongestStop);
        await Eventually.BeTrueAsync(() => !Processes.IsAlive(host.WorkerId));
        host.Errors.ShouldBeEmpty();
    }
}

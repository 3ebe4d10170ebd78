using System.Diagnostics;
using AzuriteServer;
using Shouldly;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Living;

/// <summary>The host and its worker end together, soon, whatever ends them.</summary>
public sealed class Stops(AzuriteFixture azurite)
{
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxOutliving = TimeSpan.FromSeconds(1);

    /// <summary>The best of three: what a busy machine adds is not the host's.</summary>
    [Fact]
    public async Task AWorkerDoesNotOutliveAHostThatWasKilled()
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 1; attempt <= 3 && best > MaxOutliving; attempt++)
        {
            var outlived = await KillAsync();
            best = outlived < best ? outlived : best;
        }

        best.ShouldBeLessThan(MaxOutliving);
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
            new HostSetup(azurite.ConnectionString) { Arguments = ["--stop-with-input"] }
        );

        await ShouldStopAsync(host, host.CloseInput);
    }

    [Fact]
    public async Task AStopTakesNoLongerWhenTheStorageIsGone()
    {
        var storage = await Azurite.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
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

    /// <summary>How long the worker lives on after its host was killed.</summary>
    private async Task<TimeSpan> KillAsync()
    {
        await using var host = await HostRun.StartAsync(new HostSetup(azurite.ConnectionString));
        host.Kill();
        await host.EndAsync();
        var clock = Stopwatch.StartNew();
        await Eventually.BeTrueAsync(() => !Processes.IsAlive(host.WorkerId));
        return clock.Elapsed;
    }

    private static async Task ShouldStopAsync(HostRun host, Action stop)
    {
        var clock = Stopwatch.StartNew();
        stop();

        (await host.EndAsync()).ShouldBe((int)ExitCode.Stopped);

        clock.Elapsed.ShouldBeLessThan(MaxStop);
        await Eventually.BeTrueAsync(() => !Processes.IsAlive(host.WorkerId));
        host.Errors.ShouldBeEmpty();
    }
}

using System.Globalization;
using System.Net;
using Shouldly;
using WorkerHost.Tests.Jobs;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Living;

public sealed class WorkerDeaths(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARequestInFlightIsAnsweredWith503AndTheNextOnesByAnotherWorker()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);
        var inFlight = host.Http.GetAsync("api/wait/in-flight", Cancelled);
        await Eventually.BeTrueAsync(() => setup.NotesOf("in-flight").Length > 0);

        Processes.Kill(host.WorkerId);

        using var answer = await inFlight;
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldNotContain("Exception");
        (await WorkerIdAsync(host)).ShouldNotBe(host.WorkerId);
    }

    [Fact]
    public async Task AMessageInWorkIsTriedAgain()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);
        await Letters.SendAsync(azurite.ConnectionString, setup.Letters, "hang", Cancelled);
        await Eventually.BeTrueAsync(() => setup.NotesOf("letters").Length > 0);

        Processes.Kill(host.WorkerId);

        await Eventually.BeTrueAsync(() => setup.NotesOf("letters").Contains("hang 2"));
    }

    [Fact]
    public async Task AnActivityInWorkFailsAndItsRetryGoesThrough()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);
        var instance = await Instances.StartAsync(host.Http, "Survive", "work");
        await Eventually.BeTrueAsync(() => setup.NotesOf(instance + ".again").Length > 0);

        Processes.Kill(host.WorkerId);
        await WorkerIdAsync(host);

        (await Instances.OutcomeAsync(host.Http, instance)).ShouldBe("Completed \"survived\"");
    }

    /// <summary>By a type of the host's, which a retry policy of the app must name to go on after it.</summary>
    [Fact]
    public async Task TheOrchestratorLearnsThatTheWorkerOfItsActivityHasDied()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);
        var instance = await Instances.StartAsync(host.Http, "Learn", "work");
        await Eventually.BeTrueAsync(() => setup.NotesOf(instance + ".again").Length > 0);

        Processes.Kill(host.WorkerId);
        await WorkerIdAsync(host);

        (await Instances.OutcomeAsync(host.Http, instance)).ShouldStartWith(
            "Completed \"Microsoft.Azure.WebJobs.Host.FunctionInvocationException: "
        );
    }

    [Fact]
    public async Task AWorkerThatCannotBeKeptAliveIsGivenUp()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        var broken = Path.Combine(setup.Notes, "broken");
        setup.Settings["App__BrokenWhen"] = broken;
        await using var host = await HostRun.StartAsync(setup);
        await File.WriteAllTextAsync(broken, "", Cancelled);

        Processes.Kill(host.WorkerId);

        (await host.EndAsync()).ShouldBe((int)ExitCode.WorkerDidNotStart);
        host.Errors.ShouldContain("The app is broken.");
    }

    private static async Task<int> WorkerIdAsync(HostRun host)
    {
        var id = await Eventually.GetAsync(async () =>
        {
            using var answer = await host.Http.GetAsync("api/pid", Cancelled);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(Cancelled) : null;
        });
        return int.Parse(id, CultureInfo.InvariantCulture);
    }
}

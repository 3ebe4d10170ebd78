using System.Net;
using Shouldly;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Jobs;

public sealed class Orchestrations(SharedHost host) : IClassFixture<SharedHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ActivitiesRunOneAfterAnother() =>
        (await OutcomeAsync("Chain", "you")).ShouldBe("Completed \"Hello Hello you\"");

    [Fact]
    public async Task TheOrchestratorLearnsTypeAndMessageOfAFailedActivity() =>
        (await OutcomeAsync("Mishap", "Somebody")).ShouldBe(
            "Completed \"System.InvalidOperationException: Somebody stumbled.\""
        );

    [Fact]
    public async Task AnInstanceThatNobodyStartedIsNotFound()
    {
        using var answer = await host.Http.GetAsync("api/status/nobody", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> OutcomeAsync(string orchestrator, string input)
    {
        var instance = await Instances.StartAsync(host.Http, orchestrator, input);
        return await Instances.OutcomeAsync(host.Http, instance);
    }
}

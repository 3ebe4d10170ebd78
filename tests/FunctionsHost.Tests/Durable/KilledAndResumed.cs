using FunctionsHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

public sealed class KilledAndResumed
{
    private const string Id = "every-feature-1";
    private const string Outcome = "<a><b><c><d>|<e>|from e|5";

    /// <summary>
    /// With a seed each result has a step of its own; without, a busy machine makes fewer steps of them, and the last
    /// kills never come.
    /// </summary>
    private const int Seed = 1;

    [Fact]
    public async Task AfterAnyStepANewHostEndsInTheSameState()
    {
        var step = 1;
        while (
            await WasKilledAsync(step, new Setup(typeof(EveryFeature)) { History = new MemoryHistory(), Seed = Seed })
        )
        {
            step++;
        }

        step.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task KilledAgainAndAgainAfterEverySingleStepItStillEnds()
    {
        var setup = new Setup(typeof(EveryFeature))
        {
            History = new MemoryHistory(),
            Seed = Seed,
            StopAfterSteps = 1,
        };
        var kills = 0;
        while (await RunToEndOrKillAsync(setup, mayStart: kills == 0) is null)
        {
            kills++;
        }

        kills.ShouldBeGreaterThan(10);
    }

    /// <summary>
    /// One host until the kill, a second to the end; false where the first came to the end by itself.
    /// </summary>
    private static async Task<bool> WasKilledAsync(int step, Setup setup)
    {
        var killed = await RunToEndOrKillAsync(setup with { StopAfterSteps = step }, mayStart: true) is null;
        var end = (await RunToEndOrKillAsync(setup, mayStart: false))!;
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, $"step {step}: {end.SerializedOutput}");
        end.ReadOutputAs<string>().ShouldBe(Outcome, $"after a kill at step {step}");
        end.ReadCustomStatusAs<string>().ShouldBe("second generation");
        return killed;
    }

    private static async Task<OrchestrationMetadata?> RunToEndOrKillAsync(Setup setup, bool mayStart)
    {
        await using var host = await TestHost.StartAsync(setup);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(
            host.Stopped,
            TestContext.Current.CancellationToken
        );
        try
        {
            if (mayStart)
            {
                await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(
                    nameof(EveryFeature.RunEveryFeature),
                    "",
                    new StartOrchestrationOptions(Id),
                    stopped.Token
                );
            }

            return await host.DurableClient.WaitForInstanceCompletionAsync(
                Id,
                getInputsAndOutputs: true,
                stopped.Token
            );
        }
        catch (OperationCanceledException) when (host.Stopped.IsCancellationRequested)
        {
            return null;
        }
    }
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

/// <summary>Counted, not timed: what a history of n steps costs.</summary>
public sealed class ReplayCost(AzuriteFixture azurite, ITestOutputHelper output)
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task StorageIsWrittenOnceAStepAndNotReadAtAll(int length)
    {
        await using LocalFunctionsHost host = await TestHost.StartAsync(
            new Setup(typeof(Chains)) { Storage = azurite.ConnectionString, Hub = AzuriteFixture.NewName("Cost"), Strict = false });
        long readsAtStart = host.Counters.StorageReads;
        string id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(nameof(Chains.Chain), length, TestContext.Current.CancellationToken);
        OrchestrationMetadata end = await host.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        end.ReadOutputAs<int>().ShouldBe(length);

        long reads = host.Counters.StorageReads - readsAtStart;
        output.WriteLine(
            $"{length} activities: {host.Counters.Steps} steps, {host.Counters.StorageWrites} writes, {reads} reads, {host.Counters.EventsReplayed} events replayed");

        // Whether the instance exists, and its end: none of them depends on the length.
        reads.ShouldBeLessThanOrEqualTo(4);
        host.Counters.Steps.ShouldBe(length + 1);
        host.Counters.StorageWrites.ShouldBe(length + 2);
    }

    [Fact]
    public async Task AHostThatTakesUpAnInstanceReadsItsHistoryOnce()
    {
        var setup = new Setup(typeof(Chains)) { Storage = azurite.ConnectionString, Hub = AzuriteFixture.NewName("Cost") };
        const string id = "taken-up";
        await using (LocalFunctionsHost first = await TestHost.StartAsync(setup))
        {
            await first.DurableClient.ScheduleNewOrchestrationInstanceAsync(
                nameof(Chains.ChainThenWait), 50, new StartOrchestrationOptions(id), TestContext.Current.CancellationToken);
            await first.WhenIdleAsync(TestContext.Current.CancellationToken);
        }

        await using LocalFunctionsHost second = await TestHost.StartAsync(setup);
        await second.WhenIdleAsync(TestContext.Current.CancellationToken);
        second.Counters.StorageReads.ShouldBe(4, "the list of unfinished instances, the instance, its last step, its history");
        await second.DurableClient.RaiseEventAsync(id, "More", 1, TestContext.Current.CancellationToken);
        OrchestrationMetadata end = await second.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        end.ReadOutputAs<int>().ShouldBe(51);
        second.Counters.Activities.ShouldBe(0);
    }

    [Fact]
    public async Task AHistoryOfOneMebicharacterIsWarnedOfOnceAndStillEndsWell()
    {
        var log = new RecordedLog();
        await using LocalFunctionsHost host = await TestHost.StartAsync(new Setup(typeof(Chains))
        {
            Storage = azurite.ConnectionString,
            Hub = AzuriteFixture.NewName("Cost"),
            Logging = l => l.AddProvider(log),
        });
        string id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(nameof(Chains.Swell), TestContext.Current.CancellationToken);
        OrchestrationMetadata end = await host.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        end.ReadOutputAs<string>().ShouldBe("swollen");
        log.Texts.Count(t => t.Contains(id, StringComparison.Ordinal) && t.Contains("has grown to", StringComparison.Ordinal)).ShouldBe(1);
    }
}

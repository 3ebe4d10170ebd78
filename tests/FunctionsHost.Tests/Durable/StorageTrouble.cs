using FunctionsHost.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

public sealed class StorageTrouble(AzuriteFixture azurite)
{
    [Fact]
    public async Task AnInstanceGetsToItsEndThoughWritesFailBeforeAndAfterTheyAreDone()
    {
        var store = new FaultyStore(new MemoryHistory().Store);
        await using LocalFunctionsHost host = await TestHost.StartAsync(
            new Setup(typeof(Voyage)) { Services = s => s.AddSingleton<IInstanceStore>(store) });
        string id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(nameof(Voyage.Travel), "", TestContext.Current.CancellationToken);
        OrchestrationMetadata end = await host.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        end.ReadOutputAs<string>().ShouldBe("<a><b><c><d>|<e>|from e|5");
        store.Failures.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task LongTextsOfAnyCharactersComeBackFromTables()
    {
        string text = string.Concat(Enumerable.Repeat("é\"😀<", 90_001));
        await using LocalFunctionsHost host = await TestHost.StartAsync(
            new Setup(typeof(Echoes)) { Storage = azurite.ConnectionString, Hub = AzuriteFixture.NewName("Long") });
        string id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(nameof(Echoes.EchoTwice), text, TestContext.Current.CancellationToken);
        await host.DurableClient.WaitForInstanceCompletionAsync(id, TestContext.Current.CancellationToken);
        OrchestrationMetadata end = (await host.DurableClient.GetInstanceAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken))!;
        end.ReadInputAs<string>().ShouldBe(text);
        end.ReadOutputAs<string>().ShouldBe(text);
    }

    [Fact]
    public async Task AnIdWithCharactersThatKeysMayNotHaveIsFoundAndPurged()
    {
        const string id = "a/b\\c#d?e é_f";
        await using LocalFunctionsHost host = await TestHost.StartAsync(
            new Setup(typeof(Greetings)) { Storage = azurite.ConnectionString, Hub = AzuriteFixture.NewName("Odd") });
        await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(
            nameof(Greetings.GreetTwo), new StartOrchestrationOptions(id), TestContext.Current.CancellationToken);
        await host.DurableClient.WaitForInstanceCompletionAsync(id, TestContext.Current.CancellationToken);
        List<string> found = [];
        await foreach (OrchestrationMetadata instance in host.DurableClient.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "a/b\\c#d?e é")))
        {
            found.Add(instance.InstanceId);
        }

        found.ShouldBe([id]);
        (await host.DurableClient.PurgeInstanceAsync(id, TestContext.Current.CancellationToken)).PurgedInstanceCount.ShouldBe(1);
        (await host.DurableClient.GetInstanceAsync(id, TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}

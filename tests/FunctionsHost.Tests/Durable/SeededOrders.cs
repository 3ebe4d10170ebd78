using FunctionsHost.Durable.Engine;
using FunctionsHost.Durable.History;
using FunctionsHost.Durable.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

public sealed class SeededOrders
{
    [Fact]
    public async Task OneSeedGivesOneOrderAndSeedsGiveDifferentOnes()
    {
        var orders = new HashSet<string>();
        for (int seed = 0; seed < 5; seed++)
        {
            string order = await OrderAsync(seed);
            (await OrderAsync(seed)).ShouldBe(order);
            order.Order().ShouldBe("123456");
            orders.Add(order);
        }

        orders.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void WhatIsPostedTwiceIsGivenOnceAndHoldsNobodyUp()
    {
        const string execution = "e";
        var order = new SeededOrder(seed: 3);
        var given = new List<int>();
        Post(1, 2, 3);
        Take(End(1), End(2), End(3));
        given.Count.ShouldBe(1, "the others wait for the step");

        // The write of that step fails, so all that is open is posted again; its result comes from the mailbox once more by itself.
        Post(1, 2, 3);
        Take(End(3), End(2), End(1));
        while (order.Release(execution) is { } next)
        {
            Take(next);
        }

        given.Order().ShouldBe([1, 2, 3]);

        void Post(params int[] ids)
        {
            order.Hold(execution);
            Array.ForEach(ids, _ => order.Begin(execution));
            Take(order.Release(execution));
        }

        Arrival? End(int id) => order.End(execution, new WorkDone(id, "0"));

        void Take(params Arrival?[] arrivals) => given.AddRange(arrivals.OfType<WorkDone>().Select(done => done.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ALineGoesOnThoughWritesFailAndItsActivitiesArePostedTwice(int seed)
    {
        var store = new FaultyStore(new MemoryHistory().Store);
        (await OrderAsync(seed, store)).Order().ShouldBe("123456");
        store.Failures.ShouldBeGreaterThan(1);
    }

    private static async Task<string> OrderAsync(int seed, FaultyStore? store = null)
    {
        await using LocalFunctionsHost host = await TestHost.StartAsync(
            new Setup(typeof(Chains)) { Seed = seed, Services = store is null ? null : s => s.AddSingleton<IInstanceStore>(store) });
        string id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(nameof(Chains.FirstToLast), TestContext.Current.CancellationToken);
        OrchestrationMetadata end = await host.DurableClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        return end.ReadOutputAs<string>()!;
    }
}

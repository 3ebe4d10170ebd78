using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

public sealed class SeededOrders
{
    [Fact]
    public async Task OneSeedGivesOneOrderAndSeedsGiveDifferentOnes()
    {
        var orders = new HashSet<string>();
        for (var seed = 0; seed < 5; seed++)
        {
            var order = await OrderAsync(seed);
            (await OrderAsync(seed)).ShouldBe(order);
            order.Order().ShouldBe("123456");
            orders.Add(order);
        }

        orders.Count.ShouldBeGreaterThan(1);
    }

    private static async Task<string> OrderAsync(int seed)
    {
        await using var host = await TestHost.StartAsync(new Setup(typeof(Chains)) { Seed = seed });
        var id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(
            nameof(Chains.FirstToLast),
            TestContext.Current.CancellationToken
        );
        var end = await host.DurableClient.WaitForInstanceCompletionAsync(
            id,
            getInputsAndOutputs: true,
            TestContext.Current.CancellationToken
        );
        return end.ReadOutputAs<string>()!;
    }
}

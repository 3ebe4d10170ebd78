using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

public static class Chains
{
    [Function(nameof(Increment))]
    public static int Increment([ActivityTrigger] int value) => value + 1;

    [Function(nameof(FirstToLast))]
    public static async Task<string> FirstToLast([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        List<Task<int>> tasks =
        [
            .. Enumerable.Range(0, 6).Select(i => context.CallActivityAsync<int>(nameof(Increment), i)),
        ];
        var order = new List<int>();
        while (tasks.Count > 0)
        {
            var next = await Task.WhenAny(tasks);
            tasks.Remove(next);
            order.Add(await next);
        }

        return string.Concat(order);
    }
}

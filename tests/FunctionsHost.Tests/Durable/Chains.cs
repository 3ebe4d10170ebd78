using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

public static class Chains
{
    [Function(nameof(Chain))]
    public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        int sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum = await context.CallActivityAsync<int>(nameof(Increment), sum);
        }

        return sum;
    }

    [Function(nameof(ChainThenWait))]
    public static async Task<int> ChainThenWait([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        int sum = await context.CallActivityAsync<int>(nameof(Increment), 0);
        for (int i = 1; i < length; i++)
        {
            sum = await context.CallActivityAsync<int>(nameof(Increment), sum);
        }

        return sum + await context.WaitForExternalEvent<int>("More");
    }

    [Function(nameof(Increment))]
    public static int Increment([ActivityTrigger] int value) => value + 1;

    [Function(nameof(FirstToLast))]
    public static async Task<string> FirstToLast([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        List<Task<int>> tasks = [.. Enumerable.Range(0, 6).Select(i => context.CallActivityAsync<int>(nameof(Increment), i))];
        var order = new List<int>();
        while (tasks.Count > 0)
        {
            Task<int> next = await Task.WhenAny(tasks);
            tasks.Remove(next);
            order.Add(await next);
        }

        return string.Concat(order);
    }

    [Function(nameof(Swell))]
    public static async Task<string> Swell([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        for (int i = 0; i < 12; i++)
        {
            await context.CallActivityAsync<string>(nameof(Big), 100_000);
        }

        return "swollen";
    }

    [Function(nameof(Big))]
    public static string Big([ActivityTrigger] int length) => new('x', length);
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Krypton.Benchmarks.Durable;

/// <summary>Orchestrations whose activities do nothing: what is measured is the engine and its storage.</summary>
public static class Loads
{
    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int width) =>
        (await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>(nameof(Echo), i)))).Length;

    [Function(nameof(Chain))]
    public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        for (int i = 0; i < length; i++)
        {
            await context.CallActivityAsync<int>(nameof(Echo), i);
        }

        return length;
    }

    [Function(nameof(Echo))]
    public static int Echo([ActivityTrigger] int value) => value;
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

public static class Echoes
{
    [Function(nameof(EchoTwice))]
    public static async Task<string> EchoTwice([OrchestrationTrigger] TaskOrchestrationContext context, string text) =>
        await context.CallActivityAsync<string>(nameof(Echo), await context.CallActivityAsync<string>(nameof(Echo), text));

    [Function(nameof(Echo))]
    public static string Echo([ActivityTrigger] string text) => text;
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

public static class Greetings
{
    [Function(nameof(Greet))]
    public static string Greet([ActivityTrigger] string name) => $"Hello {name}";

    [Function(nameof(GreetTwo))]
    public static async Task<string> GreetTwo([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string>(nameof(Greet), "a")
        + ", "
        + await context.CallActivityAsync<string>(nameof(Greet), "b");
}

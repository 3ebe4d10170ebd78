using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

/// <summary>What an orchestrator must not do, and what is seen when it does.</summary>
public static partial class IllegalScenarios
{
    [Function(nameof(TaskDelayFirst))]
    public static async Task<string> TaskDelayFirst([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.Delay(50);
        return await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
    }

    [Function(nameof(TaskDelayAfterActivity))]
    public static async Task<string> TaskDelayAfterActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string first = await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        await Task.Delay(50);
        return first + await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "y");
    }

    [Function(nameof(TaskDelayLast))]
    public static async Task<string> TaskDelayLast([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string first = await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        await Task.Delay(50);
        return first;
    }

    [Function(nameof(TaskRunThenActivity))]
    public static async Task<string> TaskRunThenActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string first = await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        int answer = await Task.Run(() =>
        {
            Thread.Sleep(50);
            return 42;
        });
        return $"{first} {answer} "
            + $"{await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "y")}";
    }

    [Function(nameof(TaskYield))]
    public static async Task<string> TaskYield([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.Yield();
        return await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
    }

    [Function(nameof(ConfigureAwaitFalse))]
    public static async Task<string> ConfigureAwaitFalse([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string first = await context
            .CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x")
            .ConfigureAwait(false);
        return first
            + await context
                .CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "y")
                .ConfigureAwait(false);
    }

    [Function(nameof(WhenAnyWithTaskDelay))]
    public static async Task<string> WhenAnyWithTaskDelay([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Task<string> go = context.WaitForExternalEvent<string>("Go");
        Task winner = await Task.WhenAny(go, Task.Delay(200));
        return winner == go
            ? "event"
            : "delay " + await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
    }

    [Function(nameof(NeverCompletes))]
    public static async Task<string> NeverCompletes([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Facts.Add(context.InstanceId, $"{context.IsReplaying}");
        await new TaskCompletionSource().Task;
        return "never";
    }

    [Function(nameof(NeverCompletesLater))]
    public static async Task<string> NeverCompletesLater([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        await new TaskCompletionSource().Task;
        return "never";
    }
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

public static partial class ActivityScenarios
{
    [Function(nameof(UnknownActivity))]
    public static async Task<string> UnknownActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>("NoSuchActivity", "x");
        }
        catch (TaskFailedException e)
        {
            Facts.Add(context.InstanceId, $"caught {Facts.Describe(e)} | {Facts.Describe(e.FailureDetails)}");
            throw;
        }
    }

    [Function(nameof(NamesIgnoreCase))]
    public static async Task<string> NamesIgnoreCase([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string>("sayHELLO", $"{context.Name}") + (context.Name == "NAMESignorecase");

    [Function(nameof(EmptyResults))]
    public static async Task<object> EmptyResults([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string? nothing = await context.CallActivityAsync<string?>(nameof(ConformanceActivities.ReturnNull), "x");
        await context.CallActivityAsync(nameof(ConformanceActivities.ReturnVoid), "x");
        object? fromVoid = await context.CallActivityAsync<object?>(nameof(ConformanceActivities.ReturnVoid), "x");
        int? nullable = await context.CallActivityAsync<int?>(nameof(ConformanceActivities.ReturnTask), "x");
        int zero = await context.CallActivityAsync<int>(nameof(ConformanceActivities.ReturnNull), "x");
        return new
        {
            nothing,
            fromVoid,
            nullable,
            zero,
        };
    }

    [Function(nameof(NullActivityInput))]
    public static async Task<string> NullActivityInput([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello));
        }
        catch (TaskFailedException e)
        {
            return Facts.Describe(e.FailureDetails);
        }
    }

    [Function(nameof(WrongResultType))]
    public static async Task<string> WrongResultType([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return $"{await context.CallActivityAsync<int>(nameof(ConformanceActivities.SayHello), "x")}";
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(BigResultAndInput))]
    public static async Task<string> BigResultAndInput([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string big = await context.CallActivityAsync<string>(nameof(ConformanceActivities.ReturnBig), 200_000);
        return $"{big.Length} {await context.CallActivityAsync<int>(nameof(ConformanceActivities.LengthOf), big)}";
    }

    [Function(nameof(UnawaitedActivity))]
    public static string UnawaitedActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedEcho),
            new Keyed(context.InstanceId, "unawaited", 4000)
        );
        return "returned at once";
    }

    [Function(nameof(UnawaitedSlowActivity))]
    public static async Task<string> UnawaitedSlowActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedEcho),
            new Keyed(context.InstanceId, "unawaited", 4000)
        );
        return await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
    }

    [Function(nameof(UnawaitedFailingActivity))]
    public static string UnawaitedFailingActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedThrow),
            new Keyed(context.InstanceId, "unawaited", 4000)
        );
        return "returned at once";
    }

    [Function(nameof(OrchestratorReturnsNothing))]
    public static Task OrchestratorReturnsNothing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.CompletedTask;
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

/// <summary>Results, order, failures and retries of activities.</summary>
public static partial class ActivityScenarios
{
    [Function(nameof(ActivityChain))]
    public static async Task<string> ActivityChain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string a = await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "a");
        string b = await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "b");
        string c = await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayBye), "c");
        return $"{a}, {b}, {c}";
    }

    [Function(nameof(BoundInput))]
    public static string BoundInput([OrchestrationTrigger] TaskOrchestrationContext context, Pascal input) =>
        $"{input.FirstName} {input.TheAge} {context.GetInput<Pascal>() == input} {context.Name} "
        + $"{context.Parent is null} version='{context.Version}'";

    [Function(nameof(NoInput))]
    public static string NoInput([OrchestrationTrigger] TaskOrchestrationContext context) =>
        $"{context.GetInput<string>() ?? "null"} {context.GetInput<int?>()?.ToString() ?? "null"} "
        + $"{context.GetInput<int>()}";

    [Function(nameof(BoundInt))]
    public static string BoundInt([OrchestrationTrigger] TaskOrchestrationContext context, int n) => $"{n}";

    [Function(nameof(WrongInputType))]
    public static string WrongInputType([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return $"{context.GetInput<int>()}";
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(EchoInput))]
    public static string EchoInput([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.GetInput<string>()!;

    [Function(nameof(FanOutFanInOrder))]
    public static async Task<string[]> FanOutFanInOrder([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var tasks = Enumerable
            .Range(0, 4)
            .Select(i =>
                context.CallActivityAsync<string>(
                    nameof(ConformanceActivities.DelayedEcho),
                    new Keyed(context.InstanceId, $"{i}", (4 - i) * 400)
                )
            );
        return await Task.WhenAll(tasks);
    }

    [Function(nameof(WhenAnyFirst))]
    public static async Task<string> WhenAnyFirst([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var slow = context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedEcho),
            new Keyed(context.InstanceId, "slow", 4000)
        );
        var fast = context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedEcho),
            new Keyed(context.InstanceId, "fast", 50)
        );
        string first = await await Task.WhenAny(slow, fast);
        return $"{first}, slow completed: {slow.IsCompleted}";
    }

    [Function(nameof(FanOutOneFails))]
    public static async Task<string> FanOutOneFails([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var tasks = new[]
        {
            context.CallActivityAsync<string>(
                nameof(ConformanceActivities.DelayedEcho),
                new Keyed(context.InstanceId, "a", 1500)
            ),
            context.CallActivityAsync<string>(
                nameof(ConformanceActivities.DelayedThrow),
                new Keyed(context.InstanceId, "b", 50)
            ),
            context.CallActivityAsync<string>(
                nameof(ConformanceActivities.DelayedEcho),
                new Keyed(context.InstanceId, "c", 700)
            ),
        };
        try
        {
            await Task.WhenAll(tasks);
            return "no failure";
        }
        catch (TaskFailedException e)
        {
            return $"{e.TaskName}#{e.TaskId} | {Facts.FirstLine(e.Message)} | {Facts.Describe(e.FailureDetails)} | "
                + string.Join(",", tasks.Select(t => t.Status));
        }
    }

    [Function(nameof(FanOutTwoFail))]
    public static async Task<string> FanOutTwoFail([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var late = context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedThrow),
            new Keyed(context.InstanceId, "late", 1500)
        );
        var early = context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedThrow),
            new Keyed(context.InstanceId, "early", 50)
        );
        var all = Task.WhenAll(late, early);
        try
        {
            await all;
            return "no failure";
        }
        catch (TaskFailedException e)
        {
            return $"{Facts.FirstLine(e.Message)} | {all.Exception!.InnerExceptions.Count} inner";
        }
    }
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

/// <summary>Sub-orchestrations and the calls that outlive their caller.</summary>
public static class SubOrchestrationScenarios
{
    [Function(nameof(Child))]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Facts.Add(context.GetInput<string>() ?? "", $"child {context.InstanceId}");
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        return $"{context.InstanceId} of {context.Parent?.Name} {context.Parent?.InstanceId}";
    }

    [Function(nameof(SlowChild))]
    public static async Task<string> SlowChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(TimeSpan.FromSeconds(6), CancellationToken.None);
        return "slow";
    }

    [Function(nameof(FailingChild))]
    public static async Task<string> FailingChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (!context.IsReplaying)
        {
            Facts.Add(
                context.GetInput<string>()!,
                $"child {Facts.Next(context.GetInput<string>() + "/child")} "
                    + $"{(context.InstanceId.Contains(':') ? "colon" : "plain")}"
            );
            Facts.Add(context.GetInput<string>() + "/ids", context.InstanceId);
        }

        return await context.CallActivityAsync<string>(nameof(ConformanceActivities.ThrowNested), "x");
    }

    [Function(nameof(ThrowingChild))]
    public static Task<string> ThrowingChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new ConformanceException("child outer", new FormatException("child inner"));

    [Function(nameof(SubOrchestrationResult))]
    public static async Task<string> SubOrchestrationResult([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string result = await context.CallSubOrchestratorAsync<string>(nameof(Child), context.InstanceId);
        string id = result.Split(' ')[0];
        return $"{result}, 32 hex digits: {id.Length == 32 && id.All(char.IsAsciiHexDigitLower)}";
    }

    [Function(nameof(SubOrchestrationGivenId))]
    public static async Task<string> SubOrchestrationGivenId([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallSubOrchestratorAsync<string>(
            nameof(Child),
            context.InstanceId,
            new SubOrchestrationOptions(instanceId: context.InstanceId + "-child")
        )
        + " | "
        + await context.CallSubOrchestratorAsync<string>(
            nameof(Child),
            context.InstanceId,
            new TaskOptions().WithInstanceId(context.InstanceId + "-second")
        );

    [Function(nameof(SubOrchestrationFails))]
    public static async Task<object> SubOrchestrationFails([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        async Task<object> Try(string child)
        {
            try
            {
                return await context.CallSubOrchestratorAsync<string>(child, context.InstanceId);
            }
            catch (TaskFailedException e)
            {
                return new
                {
                    message = Facts.FirstLine(e.Message).Replace(context.InstanceId, "<id>"),
                    e.TaskName,
                    e.TaskId,
                    failure = Facts.Describe(e.FailureDetails),
                    isTaskFailed = e.FailureDetails.IsCausedBy<TaskFailedException>(),
                    isCustom = e.FailureDetails.IsCausedBy<ConformanceException>(),
                };
            }
        }

        return new { activityFailed = await Try(nameof(FailingChild)), childThrew = await Try(nameof(ThrowingChild)) };
    }

    [Function(nameof(SubOrchestrationFailsUncaught))]
    public static async Task<string> SubOrchestrationFailsUncaught(
        [OrchestrationTrigger] TaskOrchestrationContext context
    ) => await context.CallSubOrchestratorAsync<string>(nameof(ThrowingChild), context.InstanceId);

    [Function(nameof(SubOrchestrationRetried))]
    public static async Task<string> SubOrchestrationRetried([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>(
                nameof(FailingChild),
                context.InstanceId,
                TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(200)))
            );
        }
        catch (TaskFailedException e)
        {
            return Facts.Describe(e.FailureDetails);
        }
    }

    [Function(nameof(UnknownSubOrchestrator))]
    public static async Task<string> UnknownSubOrchestrator([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>("NoSuchOrchestrator", "x");
        }
        catch (TaskFailedException e)
        {
            Facts.Add(context.InstanceId, $"caught {Facts.Describe(e)} | {Facts.Describe(e.FailureDetails)}");
            throw;
        }
    }

    /// <summary>Input: the id of an instance that exists already.</summary>
    [Function(nameof(SubOrchestrationWithTakenId))]
    public static async Task<string> SubOrchestrationWithTakenId(
        [OrchestrationTrigger] TaskOrchestrationContext context
    )
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>(
                nameof(Child),
                context.InstanceId,
                new SubOrchestrationOptions(instanceId: context.GetInput<string>())
            );
        }
        catch (TaskFailedException e)
        {
            return $"caught {Facts.Describe(e.FailureDetails)}";
        }
    }

    [Function(nameof(FireAndForgetChild))]
    public static string FireAndForgetChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.CallSubOrchestratorAsync<string>(
            nameof(SlowChild),
            null,
            new SubOrchestrationOptions(instanceId: context.InstanceId + "-child")
        );
        return "returned at once";
    }

    [Function(nameof(ParentOfWaitingChild))]
    public static async Task<string> ParentOfWaitingChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallSubOrchestratorAsync<string>(
            nameof(EventScenarios.WaitForGo),
            "in",
            new SubOrchestrationOptions(instanceId: context.InstanceId + "-child")
        );
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

public static partial class ActivityScenarios
{
    [Function(nameof(RetryPolicySucceedsOnThird))]
    public static async Task<string> RetryPolicySucceedsOnThird([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        DateTime from = context.CurrentUtcDateTime;
        string result = await context.CallActivityAsync<string>(
            nameof(ConformanceActivities.FailUntil),
            new Keyed(context.InstanceId, "", 0, 3),
            TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(3)))
        );
        TimeSpan took = context.CurrentUtcDateTime - from;
        return $"{result}, waited twice 3 s (a timer may be 1 s early): "
            + $"{took >= TimeSpan.FromSeconds(4) && took < TimeSpan.FromSeconds(9)}";
    }

    [Function(nameof(RetryPolicyExhausted))]
    public static async Task<string> RetryPolicyExhausted([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(
                nameof(ConformanceActivities.FailUntil),
                new Keyed(context.InstanceId, "", 0, 99),
                TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(200)))
            );
        }
        catch (TaskFailedException e)
        {
            return $"{Facts.FirstLine(e.Message)} | {Facts.Describe(e.FailureDetails)}";
        }
    }

    [Function(nameof(RetryPolicyHandleFailure))]
    public static async Task<string> RetryPolicyHandleFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var policy = new RetryPolicy(5, TimeSpan.FromMilliseconds(200))
        {
            HandleFailure = failure => failure.IsCausedBy<FormatException>(),
        };
        try
        {
            return await context.CallActivityAsync<string>(
                nameof(ConformanceActivities.FailFirstAsFormat),
                context.InstanceId,
                TaskOptions.FromRetryPolicy(policy)
            );
        }
        catch (TaskFailedException e)
        {
            return Facts.Describe(e.FailureDetails);
        }
    }

    [Function(nameof(RetryHandlerDecides))]
    public static async Task<string> RetryHandlerDecides([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var seen = new List<string>();
        RetryHandler handler = retry =>
        {
            seen.Add(
                $"{retry.LastAttemptNumber}:{retry.LastFailure.ErrorMessage}:{retry.TotalRetryTime >= TimeSpan.Zero}"
            );
            return retry.LastAttemptNumber < 3;
        };
        try
        {
            return await context.CallActivityAsync<string>(
                nameof(ConformanceActivities.FailUntil),
                new Keyed(context.InstanceId, "", 0, 99),
                TaskOptions.FromRetryHandler(handler)
            );
        }
        catch (TaskFailedException e)
        {
            return $"{string.Join(" ", seen)} | {Facts.Describe(e.FailureDetails)}";
        }
    }

    [Function(nameof(RetryHandlerThrows))]
    public static async Task<string> RetryHandlerThrows([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        RetryHandler handler = retry => throw new FormatException("from the handler");
        try
        {
            return await context.CallActivityAsync<string>(
                nameof(ConformanceActivities.FailUntil),
                new Keyed(context.InstanceId, "", 0, 99),
                TaskOptions.FromRetryHandler(handler)
            );
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(AsyncRetryHandlerWaits))]
    public static async Task<string> AsyncRetryHandlerWaits([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        AsyncRetryHandler handler = async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(300), CancellationToken.None);
            return true;
        };
        return await context.CallActivityAsync<string>(
            nameof(ConformanceActivities.FailUntil),
            new Keyed(context.InstanceId, "", 0, 3),
            TaskOptions.FromRetryHandler(handler)
        );
    }

    [Function(nameof(RetryTimeout))]
    public static async Task<string> RetryTimeout([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var policy = new RetryPolicy(50, TimeSpan.FromSeconds(2), retryTimeout: TimeSpan.FromSeconds(5));
        try
        {
            return await context.CallActivityAsync<string>(
                nameof(ConformanceActivities.FailUntil),
                new Keyed(context.InstanceId + "/tries", "", 0, 99),
                TaskOptions.FromRetryPolicy(policy)
            );
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorType;
        }
    }

    /// <summary>Intervals 2, 3 and 3 s: the coefficient doubles, the cap holds it.</summary>
    [Function(nameof(RetryBackoffCapped))]
    public static async Task<string> RetryBackoffCapped([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        DateTime from = context.CurrentUtcDateTime;
        var policy = new RetryPolicy(4, TimeSpan.FromSeconds(2), 2.0, TimeSpan.FromSeconds(3));
        string result = await context.CallActivityAsync<string>(
            nameof(ConformanceActivities.FailUntil),
            new Keyed(context.InstanceId, "", 0, 4),
            TaskOptions.FromRetryPolicy(policy)
        );
        TimeSpan took = context.CurrentUtcDateTime - from;
        return $"{result}, waited 2 + 3 + 3 s (a timer may be 1 s early): "
            + $"{took >= TimeSpan.FromSeconds(5) && took < TimeSpan.FromSeconds(10.5)}";
    }

    [Function(nameof(RetryPolicyBadArguments))]
    public static string[] RetryPolicyBadArguments([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        static string Try(Func<RetryPolicy> make)
        {
            try
            {
                RetryPolicy p = make();
                return $"ok {p.MaxNumberOfAttempts} {p.FirstRetryInterval} {p.BackoffCoefficient} {p.MaxRetryInterval} "
                    + $"{p.RetryTimeout}";
            }
            catch (Exception e)
            {
                return Facts.Describe(e);
            }
        }

        return
        [
            "attempts 0 -> " + Try(() => new RetryPolicy(0, TimeSpan.FromSeconds(1))),
            "interval 0 -> " + Try(() => new RetryPolicy(1, TimeSpan.Zero)),
            "interval -1 s -> " + Try(() => new RetryPolicy(1, TimeSpan.FromSeconds(-1))),
            "coefficient 0.5 -> " + Try(() => new RetryPolicy(1, TimeSpan.FromSeconds(1), 0.5)),
            "cap below first -> " + Try(() => new RetryPolicy(1, TimeSpan.FromSeconds(2), 1, TimeSpan.FromSeconds(1))),
            "timeout below first -> "
                + Try(() => new RetryPolicy(1, TimeSpan.FromSeconds(2), 1, null, TimeSpan.FromSeconds(1))),
            "defaults -> " + Try(() => new RetryPolicy(2, TimeSpan.FromSeconds(1))),
        ];
    }
}

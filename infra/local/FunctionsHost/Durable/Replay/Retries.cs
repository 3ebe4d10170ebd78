using Microsoft.DurableTask;

namespace FunctionsHost.Durable.Replay;

/// <summary>Retry policies and handlers; the waits between attempts are durable timers.</summary>
internal static class Retries
{
    public static Task<string?> RunAsync(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<string?>> attempt) => retry switch
    {
        { Policy: { } policy } => ByPolicyAsync(context, policy, attempt),
        { Handler: { } handler } => ByHandlerAsync(context, handler, attempt),
        _ => attempt(),
    };

    private static async Task<string?> ByPolicyAsync(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<string?>> attempt)
    {
        DateTime began = context.CurrentUtcDateTime;
        for (int n = 1; ; n++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (n < policy.MaxNumberOfAttempts && policy.Handle(failed) && InTime(policy, began, context))
            {
                // The wait stands below, outside of the catch block.
            }

            await context.CreateTimer(Interval(policy, n), CancellationToken.None);
        }
    }

    private static async Task<string?> ByHandlerAsync(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<string?>> attempt)
    {
        DateTime began = context.CurrentUtcDateTime;
        for (int n = 1; ; n++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed)
            {
                var seen = new RetryContext(context, n, failed.FailureDetails, context.CurrentUtcDateTime - began, CancellationToken.None);
                if (!await handler(seen))
                {
                    throw;
                }
            }
        }
    }

    private static bool InTime(RetryPolicy policy, DateTime began, TaskOrchestrationContext context) =>
        policy.RetryTimeout == Timeout.InfiniteTimeSpan || context.CurrentUtcDateTime < began.Add(policy.RetryTimeout);

    private static TimeSpan Interval(RetryPolicy policy, int attempt)
    {
        double wanted = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return wanted < policy.MaxRetryInterval.TotalMilliseconds ? TimeSpan.FromMilliseconds(wanted) : policy.MaxRetryInterval;
    }
}

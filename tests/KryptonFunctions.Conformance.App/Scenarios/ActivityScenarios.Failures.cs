using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

public static partial class ActivityScenarios
{
    [Function(nameof(ActivityThrowsUncaught))]
    public static async Task<string> ActivityThrowsUncaught([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.ThrowArgument), "x");

    [Function(nameof(ActivityThrowsCaught))]
    public static async Task<object> ActivityThrowsCaught([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(ConformanceActivities.ThrowArgument), "x");
        }
        catch (TaskFailedException e)
        {
            return new
            {
                message = Facts.FirstLine(e.Message),
                e.TaskName,
                e.TaskId,
                e.FailureDetails.ErrorType,
                e.FailureDetails.ErrorMessage,
                hasStack = !string.IsNullOrEmpty(e.FailureDetails.StackTrace),
                inner = Facts.Describe(e.FailureDetails.InnerFailure),
                innerException = e.InnerException?.GetType().FullName,
                isArgumentNull = e.FailureDetails.IsCausedBy<ArgumentNullException>(),
                isArgument = e.FailureDetails.IsCausedBy<ArgumentException>(),
                isException = e.FailureDetails.IsCausedBy<Exception>(),
                isFormat = e.FailureDetails.IsCausedBy<FormatException>(),
            };
        }
    }

    [Function(nameof(ActivityThrowsTwoLines))]
    public static async Task<string> ActivityThrowsTwoLines([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(ConformanceActivities.ThrowTwoLines), "x");
        }
        catch (TaskFailedException e)
        {
            return "second line kept: "
                + $"{e.FailureDetails.ErrorMessage.Contains("second line", StringComparison.Ordinal)}";
        }
    }

    [Function(nameof(ActivityThrowsCancelled))]
    public static async Task<string> ActivityThrowsCancelled([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(ConformanceActivities.ThrowCancelled), "x");
        }
        catch (TaskFailedException e)
        {
            return Facts.Describe(e.FailureDetails);
        }
    }

    [Function(nameof(NestedInnerException))]
    public static async Task<object> NestedInnerException([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(ConformanceActivities.ThrowNested), "x");
        }
        catch (TaskFailedException e)
        {
            return new
            {
                failure = Facts.Describe(e.FailureDetails),
                isCustom = e.FailureDetails.IsCausedBy<ConformanceException>(),
                isInner = e.FailureDetails.IsCausedBy<FormatException>(),
            };
        }
    }

    [Function(nameof(OrchestratorThrows))]
    public static Task<string> OrchestratorThrows([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new ConformanceException("orchestrator outer", new FormatException("orchestrator inner"));

    [Function(nameof(OrchestratorWrapsFailure))]
    public static async Task<string> OrchestratorWrapsFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(ConformanceActivities.ThrowNested), "x");
        }
        catch (TaskFailedException e)
        {
            throw new ConformanceException("wrapped", e);
        }
    }
}

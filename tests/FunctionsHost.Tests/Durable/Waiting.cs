using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

public static class Waiting
{
    [Function(nameof(ThreeDays))]
    public static async Task<string> ThreeDays([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var from = context.CurrentUtcDateTime;
        for (var day = 0; day < 3; day++)
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        }

        return $"{(context.CurrentUtcDateTime - from).TotalHours:0} hours";
    }

    [Function(nameof(ApprovalOrHour))]
    public static async Task<string> ApprovalOrHour([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("Approval", TimeSpan.FromHours(1));
        }
        catch (TaskCanceledException)
        {
            return "no approval";
        }
    }
}

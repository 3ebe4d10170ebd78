using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

/// <summary>An orchestration with something of everything, to be killed at any of its steps.</summary>
public static class EveryFeature
{
    [Function(nameof(RunEveryFeature))]
    public static async Task<string> RunEveryFeature(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        string log
    )
    {
        if (log.Length == 0)
        {
            context.SetCustomStatus("first generation");
            var start = await context.CallActivityAsync<string>(nameof(Quote), "a");
            var fan = await Task.WhenAll(
                new[] { "b", "c", "d" }.Select(p => context.CallActivityAsync<string>(nameof(Quote), p))
            );
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            context.ContinueAsNew($"{start}{string.Concat(fan)}");
            return "";
        }

        context.SetCustomStatus("second generation");
        var message = context.WaitForExternalEvent<string>("Message");
        var child = await context.CallSubOrchestratorAsync<string>(
            nameof(Child),
            context.InstanceId,
            new SubOrchestrationOptions(instanceId: context.InstanceId + "-child")
        );
        return $"{log}|{child}|{await message}|{context.NewGuid().ToString()[14]}";
    }

    [Function(nameof(Child))]
    public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context, string parentId)
    {
        var retry = new RetryPolicy(3, TimeSpan.FromMilliseconds(10));
        var quoted = await context.CallActivityAsync<string>(nameof(Quote), "e", TaskOptions.FromRetryPolicy(retry));
        context.SendEvent(parentId, "Message", "from e");
        return quoted;
    }

    [Function(nameof(Quote))]
    public static string Quote([ActivityTrigger] string text) => $"<{text}>";
}

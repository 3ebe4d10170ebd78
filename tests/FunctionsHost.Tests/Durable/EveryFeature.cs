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
            context.SetCustomStatus("first leg");
            var start = await context.CallActivityAsync<string>(nameof(Visit), "a");
            var fan = await Task.WhenAll(
                new[] { "b", "c", "d" }.Select(p => context.CallActivityAsync<string>(nameof(Visit), p))
            );
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            context.ContinueAsNew($"{start}{string.Concat(fan)}");
            return "";
        }

        context.SetCustomStatus("second leg");
        var postcard = context.WaitForExternalEvent<string>("Postcard");
        var companion = await context.CallSubOrchestratorAsync<string>(
            nameof(Accompany),
            context.InstanceId,
            new SubOrchestrationOptions(instanceId: context.InstanceId + "-companion")
        );
        return $"{log}|{companion}|{await postcard}|{context.NewGuid().ToString()[14]}";
    }

    [Function(nameof(Accompany))]
    public static async Task<string> Accompany(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        string traveller
    )
    {
        var retry = new RetryPolicy(3, TimeSpan.FromMilliseconds(10));
        var visit = await context.CallActivityAsync<string>(nameof(Visit), "e", TaskOptions.FromRetryPolicy(retry));
        context.SendEvent(traveller, "Postcard", "from e");
        return visit;
    }

    [Function(nameof(Visit))]
    public static string Visit([ActivityTrigger] string place) => $"<{place}>";
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

public static partial class IllegalScenarios
{
    [Function(nameof(ReplayOtherActivity))]
    public static async Task<string> ReplayOtherActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string first =
            Facts.Count(context.InstanceId + "/flip") == 0
                ? await context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId)
                : await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        return first + await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "y");
    }

    [Function(nameof(ReplayOtherInput))]
    public static async Task<string> ReplayOtherInput([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string key = Facts.Count(context.InstanceId + "/flip") == 0 ? context.InstanceId : "something else";
        string first = await context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), key);
        return $"{first}, {await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "y")}";
    }

    [Function(nameof(ReplayFewerThenReturn))]
    public static async Task<string> ReplayFewerThenReturn([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (Facts.Count(context.InstanceId + "/flip") > 0)
        {
            return "skipped";
        }

        return await context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId);
    }

    [Function(nameof(ReplayFewerThenWait))]
    public static async Task<string> ReplayFewerThenWait([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (Facts.Count(context.InstanceId + "/flip") == 0)
        {
            await context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId);
        }

        return await context.WaitForExternalEvent<string>("Go");
    }

    [Function(nameof(ReplayMoreAfter))]
    public static async Task<string> ReplayMoreAfter([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Task<string> flip = context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId);
        Task<string>? extra =
            Facts.Count(context.InstanceId + "/flip") > 0
                ? context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "extra")
                : null;
        string first = await flip;
        return $"{first}, {(extra is null ? "none" : await extra)}";
    }

    /// <summary>
    /// The first run fans out to one activity that finishes early and one that lasts; the replay leaves the second out.
    /// </summary>
    [Function(nameof(ReplayFewerInFanOut))]
    public static async Task<string> ReplayFewerInFanOut([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var tasks = new List<Task<string>>
        {
            context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId),
        };
        if (Facts.Count(context.InstanceId + "/flip") == 0)
        {
            tasks.Add(
                context.CallActivityAsync<string>(
                    nameof(ConformanceActivities.DelayedEcho),
                    new Keyed(context.InstanceId, "late", 1500)
                )
            );
        }

        return string.Join(", ", await Task.WhenAll(tasks));
    }

    [Function(nameof(ReplayTimerForActivity))]
    public static async Task<string> ReplayTimerForActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (Facts.Count(context.InstanceId + "/flip") == 0)
        {
            await context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId);
        }
        else
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        return "done";
    }

    [Function(nameof(ReplaySubOrchestrationForActivity))]
    public static async Task<string> ReplaySubOrchestrationForActivity(
        [OrchestrationTrigger] TaskOrchestrationContext context
    ) =>
        Facts.Count(context.InstanceId + "/flip") == 0
            ? await context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId)
            : await context.CallSubOrchestratorAsync<string>(nameof(ActivityScenarios.ActivityChain));

    [Function(nameof(ReplaySwapsOrder))]
    public static async Task<string> ReplaySwapsOrder([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        bool first = Facts.Count(context.InstanceId + "/flip") == 0;
        Task<string> Flip() =>
            context.CallActivityAsync<string>(nameof(ConformanceActivities.Flip), context.InstanceId);
        Task<string> Hello() => context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        Task<string>[] tasks = first ? [Flip(), Hello()] : [Hello(), Flip()];
        return string.Join(", ", await Task.WhenAll(tasks));
    }
}

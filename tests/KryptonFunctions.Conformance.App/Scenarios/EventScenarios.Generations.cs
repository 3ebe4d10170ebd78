using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

public static partial class EventScenarios
{
    [Function(nameof(EventsKeptAcrossContinueAsNew))]
    public static Task<string> EventsKeptAcrossContinueAsNew([OrchestrationTrigger] TaskOrchestrationContext context) =>
        AcrossContinueAsNew(context, true);

    [Function(nameof(EventsDroppedAcrossContinueAsNew))]
    public static Task<string> EventsDroppedAcrossContinueAsNew(
        [OrchestrationTrigger] TaskOrchestrationContext context
    ) => AcrossContinueAsNew(context, false);

    private static async Task<string> AcrossContinueAsNew(TaskOrchestrationContext context, bool preserve)
    {
        if (context.GetInput<int>() == 0)
        {
            string start = await context.WaitForExternalEvent<string>("Start");
            Facts.Add(context.InstanceId, start);
            await context.CreateTimer(TimeSpan.FromSeconds(3), CancellationToken.None);
            context.ContinueAsNew(1, preserve);
            return "not seen";
        }

        Facts.Add(context.InstanceId, "second generation");
        Task<string> go = context.WaitForExternalEvent<string>("Go");
        using var cts = new CancellationTokenSource();
        Task timer = context.CreateTimer(TimeSpan.FromSeconds(2), cts.Token);
        if (await Task.WhenAny(go, timer) != go)
        {
            return "no event";
        }

        cts.Cancel();
        return $"event {go.Result}";
    }

    [Function(nameof(ContinueAsNewLoop))]
    public static async Task<string?> ContinueAsNewLoop([OrchestrationTrigger] TaskOrchestrationContext context, int n)
    {
        if (!context.IsReplaying)
        {
            Facts.Add(context.InstanceId, $"generation {n}");
            Facts.Add(context.InstanceId + "/guids", context.NewGuid().ToString());
        }

        context.SetCustomStatus(n == 0 ? "set by the first" : null);
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), $"{n}");
        if (n < 3)
        {
            context.ContinueAsNew(n + 1);
            return "ignored";
        }

        return $"finished at {n}";
    }

    /// <summary>The status set by the first generation, with nothing set by the second.</summary>
    [Function(nameof(StatusAcrossContinueAsNew))]
    public static async Task<string> StatusAcrossContinueAsNew(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        int n
    )
    {
        if (n == 0)
        {
            context.SetCustomStatus("first");
            context.ContinueAsNew(1);
            return "ignored";
        }

        return await context.WaitForExternalEvent<string>("Go");
    }

    /// <summary>
    /// Work that is scheduled after ContinueAsNew in the same step, and a pending activity of the old generation.
    /// </summary>
    [Function(nameof(ContinueAsNewWithPendingWork))]
    public static async Task<string> ContinueAsNewWithPendingWork(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        int n
    )
    {
        if (n == 0)
        {
            _ = context.CallActivityAsync<string>(
                nameof(ConformanceActivities.DelayedEcho),
                new Keyed(context.InstanceId, "old", 3000)
            );
            context.ContinueAsNew(1);
            return "ignored";
        }

        if (!context.IsReplaying)
        {
            Facts.Add(context.InstanceId, "second generation");
        }

        await context.CreateTimer(TimeSpan.FromSeconds(5), CancellationToken.None);
        return await context.CallActivityAsync<string>(
            nameof(ConformanceActivities.DelayedEcho),
            new Keyed(context.InstanceId, "new", 10)
        );
    }

    [Function(nameof(ContinueAsNewTwice))]
    public static string ContinueAsNewTwice([OrchestrationTrigger] TaskOrchestrationContext context, int n)
    {
        Facts.Add(context.InstanceId, $"generation {n}");
        if (n == 0)
        {
            context.ContinueAsNew(1);
            context.ContinueAsNew(2);
        }

        return $"finished at {n}";
    }

    [Function(nameof(ContinueAsNewThenThrow))]
    public static string ContinueAsNewThenThrow([OrchestrationTrigger] TaskOrchestrationContext context, int n)
    {
        Facts.Add(context.InstanceId, $"generation {n}");
        if (n == 0)
        {
            context.ContinueAsNew(1);
            throw new ConformanceException("after ContinueAsNew");
        }

        return $"finished at {n}";
    }

    [Function(nameof(ContinueAsNewThenAwait))]
    public static async Task<string> ContinueAsNewThenAwait(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        int n
    )
    {
        Facts.Add(context.InstanceId, $"generation {n} {context.IsReplaying}");
        if (n == 0)
        {
            context.ContinueAsNew(1);
            string hello = await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "after");
            Facts.Add(context.InstanceId, hello);
        }

        return $"finished at {n}";
    }

    [Function(nameof(UnawaitedEventWait))]
    public static string UnawaitedEventWait([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.WaitForExternalEvent<string>("Go");
        return "returned at once";
    }
}

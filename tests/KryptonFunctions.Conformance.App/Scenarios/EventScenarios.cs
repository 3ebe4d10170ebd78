using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

/// <summary>External events, custom status, and starting again with ContinueAsNew.</summary>
public static partial class EventScenarios
{
    [Function(nameof(WaitForGo))]
    public static async Task<string> WaitForGo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string? input = context.GetInput<string>();
        string go = await context.WaitForExternalEvent<string>("Go");
        return $"{input}:{go}";
    }

    [Function(nameof(EventBeforeWait))]
    public static async Task<string> EventBeforeWait([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(TimeSpan.FromSeconds(3), CancellationToken.None);
        string first = await context.WaitForExternalEvent<string>("Go");
        string second = await context.WaitForExternalEvent<string>("Go");
        return $"{first} {second}";
    }

    [Function(nameof(EventTwoWaiters))]
    public static async Task<string> EventTwoWaiters([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Task<string> a = context.WaitForExternalEvent<string>("Go");
        Task<string> b = context.WaitForExternalEvent<string>("Go");
        Facts.Add(context.InstanceId, "waiting");
        await Task.WhenAny(a, b);
        string afterOne = $"{a.IsCompleted}/{b.IsCompleted}";
        await Task.WhenAll(a, b);
        return $"a={a.Result} b={b.Result}, after one: {afterOne}";
    }

    [Function(nameof(EventNameIgnoresCase))]
    public static async Task<string> EventNameIgnoresCase([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string>("ApprovalGiven");

    [Function(nameof(EventTimeoutFires))]
    public static async Task<string> EventTimeoutFires([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(1));
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(EventTimeoutUncaught))]
    public static async Task<string> EventTimeoutUncaught([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(1));

    [Function(nameof(EventBeatsTimeout))]
    public static async Task<string> EventBeatsTimeout([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string>("Go", TimeSpan.FromMinutes(10));

    /// <summary>A wait that timed out takes no event: the next wait gets it.</summary>
    [Function(nameof(EventAfterTimeout))]
    public static async Task<string> EventAfterTimeout([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string first;
        try
        {
            first = await context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(1));
        }
        catch (OperationCanceledException)
        {
            first = "timed out";
        }

        Facts.Add(context.InstanceId, first);
        return $"{first}, then {await context.WaitForExternalEvent<string>("Go")}";
    }

    [Function(nameof(EventCancelledOlderWait))]
    public static async Task<string> EventCancelledOlderWait([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cts = new CancellationTokenSource();
        Task<string> cancelled = context.WaitForExternalEvent<string>("Go", cts.Token);
        Task<string> kept = context.WaitForExternalEvent<string>("Go");
        cts.Cancel();
        Facts.Add(context.InstanceId, $"{cancelled.Status}");
        return await kept;
    }

    [Function(nameof(EventCancelledNewerWait))]
    public static async Task<string> EventCancelledNewerWait([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cts = new CancellationTokenSource();
        Task<string> kept = context.WaitForExternalEvent<string>("Go");
        Task<string> cancelled = context.WaitForExternalEvent<string>("Go", cts.Token);
        cts.Cancel();
        string first = await kept;
        return $"{first}, cancelled wait {cancelled.Status}";
    }

    /// <summary>The event comes after the first wait timed out and before the second begins.</summary>
    [Function(nameof(EventBetweenWaits))]
    public static async Task<string> EventBetweenWaits([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(1));
            return "no time-out";
        }
        catch (OperationCanceledException)
        {
            Facts.Add(context.InstanceId, "timed out");
        }

        await context.CreateTimer(TimeSpan.FromSeconds(4), CancellationToken.None);
        try
        {
            return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(4));
        }
        catch (OperationCanceledException)
        {
            return "the event was lost";
        }
    }
}

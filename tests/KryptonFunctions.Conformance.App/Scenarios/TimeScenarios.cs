using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Conformance;

/// <summary>Timers, the orchestration's clock, and what must be the same on every replay.</summary>
public static class TimeScenarios
{
    /// <summary>Whether a timer is early, by up to a second, is chance: the storage counts whole seconds.</summary>
    [Function(nameof(TimerAdvancesClock))]
    public static async Task<string> TimerAdvancesClock([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        DateTime start = context.CurrentUtcDateTime;
        Facts.Add(context.InstanceId, $"kind {start.Kind}");
        Facts.Add(context.InstanceId + "/starts", start.ToString("O"));
        await context.CreateTimer(TimeSpan.FromSeconds(2), CancellationToken.None);
        DateTime afterRelative = context.CurrentUtcDateTime;
        await context.CreateTimer(afterRelative.AddSeconds(2), CancellationToken.None);
        DateTime end = context.CurrentUtcDateTime;
        return $"relative at least 1 s: {afterRelative - start >= TimeSpan.FromSeconds(1)}, absolute at least 1 s: "
            + $"{end - afterRelative >= TimeSpan.FromSeconds(1)}";
    }

    /// <summary>The clock does not move between two awaits that completed in the same step.</summary>
    [Function(nameof(ClockStandsStill))]
    public static async Task<string> ClockStandsStill([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        DateTime a = context.CurrentUtcDateTime;
        Thread.Sleep(30);
        DateTime b = context.CurrentUtcDateTime;
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        DateTime c = context.CurrentUtcDateTime;
        return $"{a == b} {c > a}";
    }

    [Function(nameof(TimerZeroAndPast))]
    public static async Task<string[]> TimerZeroAndPast([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var seen = new List<string>();
        async Task Try(string name, Func<Task> timer)
        {
            try
            {
                await timer();
                seen.Add($"{name}: fired");
            }
            catch (Exception e)
            {
                seen.Add($"{name}: {Facts.Describe(e)}");
            }
        }

        await Try("zero", () => context.CreateTimer(TimeSpan.Zero, CancellationToken.None));
        await Try("past", () => context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(-5), CancellationToken.None));
        await Try("negative", () => context.CreateTimer(TimeSpan.FromSeconds(-1), CancellationToken.None));
        return [.. seen];
    }

    [Function(nameof(TimerCancelledEventWins))]
    public static async Task<string> TimerCancelledEventWins([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cts = new CancellationTokenSource();
        Task timer = context.CreateTimer(TimeSpan.FromMinutes(10), cts.Token);
        Task<string> go = context.WaitForExternalEvent<string>("Go");
        Task winner = await Task.WhenAny(timer, go);
        cts.Cancel();
        return $"{(winner == go ? go.Result : "timer")}, timer {timer.Status}";
    }

    [Function(nameof(CancelAsyncOnTimer))]
    public static async Task<string> CancelAsyncOnTimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cts = new CancellationTokenSource();
        Task timer = context.CreateTimer(TimeSpan.FromMinutes(10), cts.Token);
        string go = await context.WaitForExternalEvent<string>("Go");
        await cts.CancelAsync();
        return $"{go}, timer {timer.Status}";
    }

    [Function(nameof(AwaitCancelledTimer))]
    public static async Task<string> AwaitCancelledTimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cts = new CancellationTokenSource();
        Task timer = context.CreateTimer(TimeSpan.FromMinutes(10), cts.Token);
        cts.Cancel();
        try
        {
            await timer;
            return "fired";
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(TimerWithCancelledToken))]
    public static async Task<string> TimerWithCancelledToken([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cts = new CancellationTokenSource();
        cts.Cancel();
        try
        {
            await context.CreateTimer(TimeSpan.FromMinutes(10), cts.Token);
            return "fired";
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(LosingTimerNotCancelled))]
    public static async Task<string> LosingTimerNotCancelled([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Task timer = context.CreateTimer(TimeSpan.FromSeconds(8), CancellationToken.None);
        Task<string> go = context.WaitForExternalEvent<string>("Go");
        Task winner = await Task.WhenAny(timer, go);
        return winner == go ? "event" : "timer";
    }

    [Function(nameof(NewGuidIsDeterministic))]
    public static async Task<string> NewGuidIsDeterministic([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Guid first = context.NewGuid();
        Facts.Add(context.InstanceId + "/first", first.ToString());
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        Guid second = context.NewGuid();
        Facts.Add(context.InstanceId + "/second", second.ToString());
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "y");
        return $"differ: {first != second}, version {first.ToString()[14]}";
    }

    [Function(nameof(IsReplayingFlags))]
    public static async Task<string> IsReplayingFlags([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Facts.Add(context.InstanceId, $"start:{context.IsReplaying}");
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        Facts.Add(context.InstanceId, $"activity:{context.IsReplaying}");
        await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        Facts.Add(context.InstanceId, $"timer:{context.IsReplaying}");
        await context.CallSubOrchestratorAsync<string>(nameof(ActivityScenarios.ActivityChain));
        Facts.Add(context.InstanceId, $"sub:{context.IsReplaying}");
        return "done";
    }

    [Function(nameof(ReplaySafeLogger))]
    public static async Task<string> ReplaySafeLogger([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ILogger log = context.CreateReplaySafeLogger(FactsLoggerProvider.Prefix + context.InstanceId);
        log.LogInformation("start");
        Facts.Add(context.InstanceId, $"enabled:{log.IsEnabled(LogLevel.Information)} replaying:{context.IsReplaying}");
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        log.LogInformation("middle");
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "y");
        log.LogInformation("end");
        return "done";
    }
}

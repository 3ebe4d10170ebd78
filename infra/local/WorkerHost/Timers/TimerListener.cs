using Azure;
using Microsoft.Azure.WebJobs;
using WorkerHost.Workers;

namespace WorkerHost.Timers;

/// <summary>
/// Calls one timer function when its schedule says, one call at a time; one that was missed is made up for at the
/// start.
/// </summary>
internal sealed partial class TimerListener(
    WorkerFunction function,
    TimerSchedule schedule,
    TimerStatusStore store,
    JobHost host,
    ILogger log
)
{
    /// <summary>A timer of the system holds at most 49 days.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private static readonly TimeSpan AfterAnError = TimeSpan.FromSeconds(5);

    /// <summary>A call that begins later than this is told that it is late.</summary>
    private static readonly TimeSpan OnTime = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        if (function.Trigger.Flag("runOnStartup", otherwise: false))
        {
            await CallAsync(Begin(DateTime.UtcNow), isPastDue: false, stopping);
        }

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await NextAsync(stopping);
            }
            catch (Exception gone) when (gone is RequestFailedException or AggregateException)
            {
                LogStatus(function.Name, gone.Message);
                await Task.Delay(AfterAnError, stopping);
            }
        }
    }

    private async Task NextAsync(CancellationToken stopping)
    {
        if (await store.ReadAsync(stopping) is not var (status, tag))
        {
            await store.EnsureAsync(stopping);
            await store.TryWriteAsync(Begin(DateTime.UtcNow), read: null, stopping);
            return;
        }

        if (status.Next - DateTime.UtcNow is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < MaxWait ? wait : MaxWait, stopping);
            return;
        }

        var now = DateTime.UtcNow;
        var isPastDue = now - status.Next > OnTime;
        if (!function.Trigger.Flag("useMonitor", otherwise: true) && isPastDue)
        {
            await store.TryWriteAsync(Begin(now), tag, stopping);
            return;
        }

        var called = new TimerStatus(now, schedule.NextAfter(now), now);
        if (await store.TryWriteAsync(called, tag, stopping))
        {
            await CallAsync(status with { Next = called.Next }, isPastDue, stopping);
        }
    }

    private TimerStatus Begin(DateTime now) => new(default, schedule.NextAfter(now), now);

    private async Task CallAsync(TimerStatus status, bool isPastDue, CancellationToken stopping)
    {
        try
        {
            var arguments = new Dictionary<string, object> { [function.Trigger.Name] = status.ToTimerInfo(isPastDue) };
            await host.CallAsync(function.Name, arguments, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogFailed(function.Name, failure.Message);
        }
    }

    [LoggerMessage(120, LogLevel.Error, "Timer function {Function} failed, its next call is as scheduled: {Reason}")]
    private partial void LogFailed(string function, string reason);

    [LoggerMessage(121, LogLevel.Warning, "The status of timer {Function} cannot be kept: {Reason}")]
    private partial void LogStatus(string function, string reason);
}

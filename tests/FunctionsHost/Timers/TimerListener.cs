using FunctionsHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Timers;

/// <summary>Calls one timer function when its schedule says; one call at a time.</summary>
internal sealed class TimerListener(
    FunctionMethod function,
    ITimerSchedule schedule,
    bool runOnStartup,
    FunctionPipeline pipeline,
    IServiceProvider services,
    TimeProvider time,
    ILogger<TimerListener> log
) : BackgroundService
{
    private readonly Arguments arguments = Arguments.Of(function, i => i.TriggerValue);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTime last = default;
        if (runOnStartup)
        {
            last = time.GetUtcNow().UtcDateTime;
            await CallAsync(default, last, stoppingToken);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var due = schedule.NextAfter(time.GetUtcNow().UtcDateTime);
            var elapsed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (
                new DueTimer(time, new DateTimeOffset(due, TimeSpan.Zero), () => elapsed.TrySetResult(), stoppingToken)
            )
            {
                await elapsed.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!stoppingToken.IsCancellationRequested)
            {
                await CallAsync(last, due, stoppingToken);
                last = due;
            }
        }
    }

    private async Task CallAsync(DateTime last, DateTime due, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var info = new TimerInfo
        {
            ScheduleStatus = new ScheduleStatus
            {
                Last = last,
                Next = schedule.NextAfter(now),
                LastUpdated = now,
            },
            IsPastDue = now - due > TimeSpan.FromSeconds(1),
        };
        try
        {
            await using var scope = services.CreateAsyncScope();
            await pipeline.RunAsync(
                new Invocation(function, info, scope.ServiceProvider, cancellationToken),
                arguments
            );
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.TimerFailed(function.Name, e);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}

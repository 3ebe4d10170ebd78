using System.Threading.Channels;
using DurableTask.Core;
using DurableTask.Core.History;
using FunctionsHost.Timers;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Durable.Hub;

/// <summary>
/// A task hub in memory, as one host has it: it follows that host's clock, and when the host stops, or is to drop dead
/// after so many writes, nothing more is written.
/// </summary>
internal sealed partial class MemoryHub(
    MemoryHistory history,
    DurableSettings settings,
    TimeProvider clock,
    ILogger log
) : IDisposable
{
    private readonly Channel<Instance> steps = Channel.CreateUnbounded<Instance>();
    private readonly Channel<TaskMessage> activities = Channel.CreateUnbounded<TaskMessage>();
    private readonly SeededOrder? order = settings.CompletionSeed is { } seed ? new SeededOrder(seed) : null;
    private readonly CancellationTokenSource stop = new();
    private int writes;

    public OpenWork Work { get; } = new();

    public CancellationToken Stopped => stop.Token;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes up what an earlier host left.</summary>
    public void Open()
    {
        lock (history.Gate)
        {
            foreach (var instance in history.Instances.Values)
            {
                instance.GiveBackTaken();
                instance.IsBusy = false;
                Wake(instance);
            }

            foreach (var activity in history.Activities)
            {
                Schedule(activity);
            }

            foreach (var message in history.Later.ToList())
            {
                Wait(message, DueOf(message.Event) ?? Now);
            }
        }
    }

    public void Stop() => stop.Cancel();

    /// <summary>
    /// Until nothing is run and no message waits to be taken; timers may wait. Of a host that has stopped, at once.
    /// </summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopped);
        await Work.WhenNoneAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>The instance failed for what its orchestrator did outside of its steps.</summary>
    public void Fail(Instance instance, string executionId, string reason)
    {
        lock (history.Gate)
        {
            if (
                !IsCurrent(instance)
                || instance.HasEnded
                || instance.ExecutionId != executionId
                || stop.IsCancellationRequested
            )
            {
                return;
            }

            End(instance, OrchestrationStatus.Failed, reason);
            log.InstanceFailed(instance.Id, instance.State.Name, reason);
            if (instance.Parent is { } parent)
            {
                var failure = new FailureDetails(
                    typeof(InvalidOperationException).FullName!,
                    reason,
                    null,
                    null,
                    isNonRetriable: false
                );
                Post(
                    new TaskMessage
                    {
                        OrchestrationInstance = parent.OrchestrationInstance,
                        Event = new SubOrchestrationInstanceFailedEvent(
                            -1,
                            parent.TaskScheduleId,
                            reason,
                            null,
                            failure
                        ),
                    }
                );
            }

            Wrote();
        }
    }

    public void Dispose() => stop.Dispose();

    /// <summary>Since DurableTask.Core's clock is the system's, its times are set anew.</summary>
    private void End(Instance instance, OrchestrationStatus status, string? output)
    {
        instance.State.OrchestrationStatus = status;
        instance.State.Output = output;
        instance.State.LastUpdatedTime = Now;
    }

    /// <summary>False where another instance has taken its id, or it was purged.</summary>
    private bool IsCurrent(Instance instance) => history.Instances.GetValueOrDefault(instance.Id) == instance;

    /// <summary>
    /// Counts; after so many writes a test may have the host drop dead, with nothing of what follows done.
    /// </summary>
    private void Wrote()
    {
        if (++writes == settings.StopAfterSteps)
        {
            // Whoever waits for it goes on elsewhere, not here under the lock.
            _ = stop.CancelAsync();
        }
    }

    private void Post(TaskMessage message)
    {
        if (message.Event is ExecutionStartedEvent started)
        {
            Begin(started);
        }

        if (DueOf(message.Event) is { } due && due > Now)
        {
            history.Later.Add(message);
            Wait(message, due);
            return;
        }

        Arrive(message);
    }

    /// <summary>Whatever had that id is replaced.</summary>
    private void Begin(ExecutionStartedEvent started)
    {
        started.Timestamp = Now;
        history.Instances[started.OrchestrationInstance.InstanceId] = new Instance(
            started,
            new OrchestrationState
            {
                OrchestrationInstance = started.OrchestrationInstance,
                OrchestrationStatus = OrchestrationStatus.Pending,
                Name = started.Name,
                Version = started.Version,
                Input = started.Input,
                Tags = started.Tags,
                CreatedTime = Now,
                LastUpdatedTime = Now,
                ScheduledStartTime = started.ScheduledStartTime,
            }
        );
    }

    private void Arrive(TaskMessage message)
    {
        if (
            history.Instances.GetValueOrDefault(message.OrchestrationInstance.InstanceId) is
            { HasEnded: false } instance
        )
        {
            instance.Put(message);
            Wake(instance);
        }
    }

    private void Wake(Instance instance)
    {
        if (!instance.IsBusy && instance.CanRun)
        {
            instance.IsBusy = true;
            Work.Begin();
            steps.Writer.TryWrite(instance);
        }
    }

    private void Schedule(TaskMessage activity)
    {
        Work.Begin();
        order?.Begin(activity.OrchestrationInstance.ExecutionId);
        activities.Writer.TryWrite(activity);
    }

    private void Wait(TaskMessage message, DateTime due) =>
        _ = new DueTimer(clock, new DateTimeOffset(due, TimeSpan.Zero), () => Due(message), Stopped);

    private void Due(TaskMessage message)
    {
        lock (history.Gate)
        {
            if (!stop.IsCancellationRequested && history.Later.Remove(message))
            {
                Arrive(message);
            }
        }
    }

    /// <summary>
    /// To the millisecond, rounded down: the clock of a new generation is a tick ahead, and a test's clock, moved to
    /// the very time that was asked for, would not reach it.
    /// </summary>
    private static DateTime? DueOf(HistoryEvent what) =>
        what switch
        {
            TimerFiredEvent timer => new DateTime(
                timer.FireAt.Ticks - (timer.FireAt.Ticks % TimeSpan.TicksPerMillisecond),
                DateTimeKind.Utc
            ),
            ExecutionStartedEvent started => started.ScheduledStartTime,
            _ => null,
        };
}

using System.Threading.Channels;
using DurableTask.Core;
using DurableTask.Core.History;
using FunctionsHost.Durable.Orchestrators;

namespace FunctionsHost.Durable.Hub;

/// <summary>What the worker takes and gives back.</summary>
internal sealed partial class MemoryHub
{
    public async Task<HubWorkItem?> NextStepAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(steps.Reader, cancellationToken) is { } instance)
        {
            lock (history.Gate)
            {
                var messages = instance.TakeInbox();
                if (messages.Count > 0 && !instance.HasEnded)
                {
                    order?.Hold(instance.ExecutionId);
                    return new HubWorkItem(instance)
                    {
                        InstanceId = instance.Id,
                        OrchestrationRuntimeState = new OrchestrationRuntimeState(instance.History),
                        NewMessages = messages,
                        LockedUntilUtc = DateTime.MaxValue,
                    };
                }

                instance.IsBusy = false;
                Work.End();
            }
        }

        return null;
    }

    /// <exception cref="OperationCanceledException">The host has stopped; nothing was written.</exception>
    public void EndStep(Instance instance, FinishedStep step)
    {
        lock (history.Gate)
        {
            Stopped.ThrowIfCancellationRequested();
            if (!IsCurrent(instance) || instance.HasEnded)
            {
                return;
            }

            var heldFor = instance.ExecutionId;
            Write(instance, step);
            instance.ClearTaken();
            foreach (var activity in step.Activities)
            {
                history.Activities.Add(activity);
                Schedule(activity);
            }

            foreach (var message in step.Messages)
            {
                Post(message);
            }

            if (order?.Release(heldFor) is { } result)
            {
                Give(result);
            }

            Wrote();
        }
    }

    public void GiveBack(Instance instance)
    {
        lock (history.Gate)
        {
            if (!stop.IsCancellationRequested)
            {
                instance.GiveBackTaken();
            }
        }
    }

    public void GiveBack(TaskMessage activity) => activities.Writer.TryWrite(activity);

    public void Release(Instance instance)
    {
        lock (history.Gate)
        {
            // A host that has stopped has no say in it any more: the next one has begun anew.
            if (stop.IsCancellationRequested)
            {
                return;
            }

            instance.ClearTaken();
            instance.IsBusy = false;
            Wake(instance);
            Work.End();
        }
    }

    public Task<TaskMessage?> NextActivityAsync(CancellationToken cancellationToken) =>
        NextAsync(activities.Reader, cancellationToken);

    /// <exception cref="OperationCanceledException">The host has stopped; the next one runs the activity
    /// again.</exception>
    public void EndActivity(TaskMessage activity, TaskMessage result)
    {
        lock (history.Gate)
        {
            Stopped.ThrowIfCancellationRequested();
            var next = order is null ? result : order.End(activity.OrchestrationInstance.ExecutionId, result);
            if (next is not null)
            {
                Give(next);
                Wrote();
            }

            Work.End();
        }
    }

    private void Give(TaskMessage result)
    {
        var id = result.Event is TaskCompletedEvent done
            ? done.TaskScheduledId
            : ((TaskFailedEvent)result.Event).TaskScheduledId;
        var execution = result.OrchestrationInstance.ExecutionId;
        history.Activities.RemoveWhere(a => a.Event.EventId == id && a.OrchestrationInstance.ExecutionId == execution);
        Post(result);
    }

    private void Write(Instance instance, FinishedStep step)
    {
        OrchestrationState state = step.State,
            before = instance.State;
        if (state.OrchestrationInstance.ExecutionId != instance.ExecutionId)
        {
            instance.History.Clear();
            instance.Size = 0;
        }

        var isFirst = instance.History.Count == 0;
        instance.History.AddRange(step.History.NewEvents);
        state.CreatedTime = before.CreatedTime;
        state.LastUpdatedTime = Now;

        // What the generation before had set is shown until this one has had its second step.
        state.Status ??= (isFirst ? before.Status : null) ?? "null";
        if (state.OrchestrationStatus == OrchestrationStatus.Suspended)
        {
            state.Output = step.History.Events.OfType<ExecutionSuspendedEvent>().Last().Reason;
        }
        else if (state.OrchestrationStatus == OrchestrationStatus.Failed)
        {
            state.Output = FailureText.OutputOf(step.History);
            log.InstanceFailed(instance.Id, state.Name, state.Output ?? "");
        }

        instance.State = state;
        Grow(instance, step.History.NewEvents.Sum(PayloadSize.Of));
    }

    private void Grow(Instance instance, long size)
    {
        var before = instance.Size;
        instance.Size += size;
        if (before < settings.HistoryWarning && instance.Size >= settings.HistoryWarning)
        {
            log.HistoryIsLarge(instance.Id, instance.State.Name, instance.Size);
        }
    }

    /// <summary>
    /// Null when the worker or the hub is stopped: of that, the worker makes nothing, and the hub gives nothing.
    /// </summary>
    private async Task<T?> NextAsync<T>(ChannelReader<T> line, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopped);
            return await line.ReadAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
    }
}

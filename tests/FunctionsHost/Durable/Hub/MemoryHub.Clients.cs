using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Grpc.Core;

namespace FunctionsHost.Durable.Hub;

/// <summary>What clients ask for.</summary>
internal sealed partial class MemoryHub
{
    /// <exception cref="OrchestrationAlreadyExistsException">The id is taken.</exception>
    public async Task CreateAsync(ExecutionStartedEvent started, IReadOnlyList<string>? dedupe)
    {
        var message = new TaskMessage { OrchestrationInstance = started.OrchestrationInstance, Event = started };
        var id = started.OrchestrationInstance.InstanceId;
        lock (history.Gate)
        {
            Stopped.ThrowIfCancellationRequested();
            if (
                history.Instances.GetValueOrDefault(id) is { } known
                && (!known.HasEnded || IsAmong(dedupe, known.State.OrchestrationStatus))
            )
            {
                throw Refusals.Exists(id);
            }

            var isLater = started.ScheduledStartTime > Now;
            if (isLater || settings.StartLatency == TimeSpan.Zero)
            {
                Post(message);
            }
            else
            {
                Begin(started);
                history.Later.Add(message);
                _ = ArriveSoonAsync(message);
            }

            Wrote();
            Stopped.ThrowIfCancellationRequested();
        }

        await Task.CompletedTask;
    }

    /// <param name="id">The instance.</param>
    /// <param name="what">The event.</param>
    /// <param name="verb">What is asked for, for the message where it is refused: 'suspend'; null: an event.</param>
    /// <param name="allows">The statuses of a running instance that allow it.</param>
    /// <exception cref="RpcException">There is no such instance, or it is not in a state for that.</exception>
    public void Send(string id, HistoryEvent what, string? verb, Func<OrchestrationStatus, bool> allows)
    {
        lock (history.Gate)
        {
            Stopped.ThrowIfCancellationRequested();
            var instance = history.Instances.GetValueOrDefault(id) ?? throw Refusals.NotFound(id, verb);
            if (instance.HasEnded || !allows(instance.State.OrchestrationStatus))
            {
                throw Refusals.NotIn(id, instance.State.OrchestrationStatus, verb);
            }

            var waitsForItsStart = instance.History.Count == 0 && instance.State.ScheduledStartTime > Now;
            switch (what)
            {
                case EventRaisedEvent when waitsForItsStart:
                    break;
                case ExecutionTerminatedEvent terminated when waitsForItsStart:
                    End(instance, OrchestrationStatus.Terminated, terminated.Input);
                    break;
                default:
                    Post(
                        new TaskMessage
                        {
                            OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
                            Event = what,
                        }
                    );
                    break;
            }

            Wrote();
            Stopped.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Shows the instance; default where there is none.</summary>
    public T? Read<T>(string id, Func<Instance, T> show)
    {
        lock (history.Gate)
        {
            return history.Instances.GetValueOrDefault(id) is { } found ? show(found) : default;
        }
    }

    /// <summary>Shows the instances that match, ordered by id.</summary>
    public List<T> List<T>(Func<Instance, bool> matches, Func<Instance, T> show)
    {
        lock (history.Gate)
        {
            return [.. history.Instances.Values.Where(matches).Select(show)];
        }
    }

    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    public bool Purge(string id)
    {
        lock (history.Gate)
        {
            Stopped.ThrowIfCancellationRequested();
            if (history.Instances.GetValueOrDefault(id) is { HasEnded: false } running)
            {
                throw new InvalidOperationException(
                    "Only orchestrations in a terminal state can be purged, but the orchestration with instance ID "
                        + $"{id} has status "
                        + $"{running.State.OrchestrationStatus}"
                );
            }

            return history.Instances.Remove(id);
        }
    }

    private static bool IsAmong(IReadOnlyList<string>? statuses, OrchestrationStatus status) =>
        statuses?.Contains(status.ToString(), StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>A started instance is Pending for a while, as it would be while its message waits in a queue.</summary>
    private async Task ArriveSoonAsync(TaskMessage message)
    {
        Work.Begin();
        await Task.Delay(settings.StartLatency);
        Due(message);
        Work.End();
    }
}

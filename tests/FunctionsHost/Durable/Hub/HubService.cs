using DurableTask.Core;

namespace FunctionsHost.Durable.Hub;

/// <summary>The hub as DurableTask.Core's worker asks for it.</summary>
internal sealed class HubService(MemoryHub hub, DurableSettings settings) : IOrchestrationService
{
    public int MaxConcurrentTaskOrchestrationWorkItems => settings.MaxConcurrentOrchestrators;

    public int MaxConcurrentTaskActivityWorkItems => settings.MaxConcurrentActivities;

    public int TaskOrchestrationDispatcherCount => 1;

    public int TaskActivityDispatcherCount => 1;

    public BehaviorOnContinueAsNew EventBehaviourForContinueAsNew => BehaviorOnContinueAsNew.Carryover;

    public Task StartAsync() => Task.CompletedTask;

    public Task StopAsync() => Task.CompletedTask;

    public Task StopAsync(bool isForced) => Task.CompletedTask;

    public Task CreateAsync() => Task.CompletedTask;

    public Task CreateAsync(bool recreateInstanceStore) => Task.CompletedTask;

    public Task CreateIfNotExistsAsync() => Task.CompletedTask;

    public Task DeleteAsync() => Task.CompletedTask;

    public Task DeleteAsync(bool deleteInstanceStore) => Task.CompletedTask;

    public bool IsMaxMessageCountExceeded(int currentMessageCount, OrchestrationRuntimeState runtimeState) => false;

    public int GetDelayInSecondsAfterOnProcessException(Exception exception) => 0;

    public int GetDelayInSecondsAfterOnFetchException(Exception exception) => 0;

    public async Task<TaskOrchestrationWorkItem?> LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout,
        CancellationToken cancellationToken
    ) => await hub.NextStepAsync(cancellationToken);

    public Task RenewTaskOrchestrationWorkItemLockAsync(TaskOrchestrationWorkItem workItem) => Task.CompletedTask;

    public Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage? continuedAsNewMessage,
        OrchestrationState? orchestrationState
    )
    {
        // Without a state the messages were for an instance that is not there, or not any more.
        if (orchestrationState is not null)
        {
            var step = new FinishedStep(
                newOrchestrationRuntimeState,
                orchestrationState,
                outboundMessages,
                [.. orchestratorMessages, .. timerMessages]
            );
            hub.EndStep(((HubWorkItem)workItem).Instance, step);
        }

        return Task.CompletedTask;
    }

    public Task AbandonTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        hub.GiveBack(((HubWorkItem)workItem).Instance);
        return Task.CompletedTask;
    }

    public Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        hub.Release(((HubWorkItem)workItem).Instance);
        return Task.CompletedTask;
    }

    public async Task<TaskActivityWorkItem?> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout,
        CancellationToken cancellationToken
    ) =>
        await hub.NextActivityAsync(cancellationToken) is { } message
            ? new TaskActivityWorkItem
            {
                Id = Guid.NewGuid().ToString("N"),
                TaskMessage = message,
                LockedUntilUtc = DateTime.MaxValue,
            }
            : null;

    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) =>
        Task.FromResult(workItem);

    public Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage)
    {
        hub.EndActivity(workItem.TaskMessage, responseMessage);
        return Task.CompletedTask;
    }

    public Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        hub.GiveBack(workItem.TaskMessage);
        return Task.CompletedTask;
    }
}

/// <summary>What a step changes, to be written as a whole.</summary>
/// <param name="History">The history after it.</param>
/// <param name="State">The instance after it.</param>
/// <param name="Activities">To be run.</param>
/// <param name="Messages">To be sent: timers, starts, events, answers to the parent.</param>
internal sealed record FinishedStep(
    OrchestrationRuntimeState History,
    OrchestrationState State,
    IEnumerable<TaskMessage> Activities,
    IEnumerable<TaskMessage> Messages
);

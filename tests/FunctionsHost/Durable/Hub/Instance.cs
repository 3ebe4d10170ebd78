using DurableTask.Core;
using DurableTask.Core.History;

namespace FunctionsHost.Durable.Hub;

/// <summary>One instance in the hub, as last written.</summary>
internal sealed class Instance(ExecutionStartedEvent started, OrchestrationState state)
{
    private List<TaskMessage> taken = [];

    public string Id { get; } = started.OrchestrationInstance.InstanceId;

    public ParentInstance? Parent { get; } = started.ParentInstance;

    public OrchestrationState State { get; set; } = state;

    public List<HistoryEvent> History { get; } = [];

    public List<TaskMessage> Inbox { get; } = [];

    /// <summary>Whether a host runs it, or has it in line.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Characters of payload in its history.</summary>
    public long Size { get; set; }

    public string ExecutionId => State.OrchestrationInstance.ExecutionId;

    public bool HasEnded =>
        State.OrchestrationStatus
            is OrchestrationStatus.Completed
                or OrchestrationStatus.Failed
                or OrchestrationStatus.Terminated
                or OrchestrationStatus.Canceled;

    /// <summary>Events may come before the start; they wait for it.</summary>
    public bool CanRun => Inbox.Count > 0 && (History.Count > 0 || Inbox[0].Event is ExecutionStartedEvent);

    public void Put(TaskMessage message) =>
        Inbox.Insert(message.Event is ExecutionStartedEvent ? 0 : Inbox.Count, message);

    /// <summary>
    /// What came, without what was meant for an earlier generation. It stays here until the step is written.
    /// </summary>
    public List<TaskMessage> TakeInbox()
    {
        Inbox.RemoveAll(m => m.OrchestrationInstance.ExecutionId is { Length: > 0 } meant && meant != ExecutionId);
        taken = [.. Inbox];
        return [.. taken];
    }

    /// <summary>What was taken is done with.</summary>
    public void ClearTaken()
    {
        Inbox.RemoveAll(taken.Contains);
        taken = [];
    }

    public void GiveBackTaken() => taken = [];
}

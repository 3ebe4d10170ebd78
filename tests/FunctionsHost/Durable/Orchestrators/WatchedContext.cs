using FunctionsHost.Durable.Checks;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Durable.Orchestrators;

/// <summary>
/// The context of one run; what is asked of it on another thread than the run's is told, and not done.
/// </summary>
internal sealed class WatchedContext(
    TaskOrchestrationContext inner,
    string? input,
    DataConverter converter,
    ILoggerFactory loggers,
    ThreadWatch watch
) : TaskOrchestrationContext
{
    public override TaskName Name => inner.Name;

    public override string InstanceId => inner.InstanceId;

    public override string Version => inner.Version;

    public override ParentOrchestrationInstance? Parent => inner.Parent;

    public override DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

    public override bool IsReplaying => inner.IsReplaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>()
        where T : default => input is null ? default : converter.Deserialize<T>(input);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name,
        object? input = null,
        TaskOptions? options = null
    ) =>
        watch.Allows($"it scheduled '{name}'")
            ? inner.CallActivityAsync<TResult>(name, input, options)
            : Never<TResult>();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    ) =>
        watch.Allows($"it scheduled '{orchestratorName}'")
            ? inner.CallSubOrchestratorAsync<TResult>(orchestratorName, input, options)
            : Never<TResult>();

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (!watch.Allows("it set a timer"))
        {
            return Never<object>();
        }

        var fired = inner.CreateTimer(fireAt, cancellationToken);
        TellOfCancelling(fired, "it cancelled a timer", cancellationToken);
        return fired;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (!watch.Allows($"it waited for event '{eventName}'"))
        {
            return Never<T>();
        }

        var raised = inner.WaitForExternalEvent<T>(eventName, cancellationToken);
        TellOfCancelling(raised, "it cancelled a wait", cancellationToken);
        return raised;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        if (watch.Allows("it sent an event"))
        {
            inner.SendEvent(instanceId, eventName, payload);
        }
    }

    public override void SetCustomStatus(object? customStatus)
    {
        if (watch.Allows("it set its status"))
        {
            inner.SetCustomStatus(customStatus);
        }
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        if (watch.Allows("it continued as new"))
        {
            inner.ContinueAsNew(newInput, preserveUnprocessedEvents);
        }
    }

    public override Guid NewGuid() => inner.NewGuid();

    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private void TellOfCancelling(Task task, string what, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            cancellationToken.UnsafeRegister(_ => watch.Allows(what), null);
        }
    }
}

using FunctionsHost.Durable.History;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Durable.Replay;

/// <summary>The context of one run: numbers what is scheduled and completes tasks as their ends are fed to it.</summary>
internal sealed class ReplayContext : TaskOrchestrationContext
{
    private readonly InstanceHeader header;
    private readonly string? input;
    private readonly DataConverter converter;
    private readonly ILoggerFactory loggers;
    private readonly OrchestratorThread thread;
    private readonly Dictionary<int, OpenTask> open = [];
    private readonly EventLines events;
    private List<ScheduledAction> actions = [];
    private List<int> cancelled = [];
    private DateTime now;
    private bool replaying;
    private int nextId;
    private int guids;

    public ReplayContext(InstanceHeader header, string? input, DataConverter converter, ILoggerFactory loggers, OrchestratorThread thread)
    {
        this.header = header;
        this.input = input;
        this.converter = converter;
        this.loggers = loggers;
        this.thread = thread;
        events = new EventLines(converter, IsMine);
    }

    public override TaskName Name => header.Name;

    public override string InstanceId => header.Id;

    public override ParentOrchestrationInstance? Parent => header.Parent is { } p ? new ParentOrchestrationInstance(p.Name, p.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    /// <summary>Open event waits do not count.</summary>
    public bool HasOpenWork => open.Count > 0;

    public bool CanBeWoken => open.Count > 0 || events.AnyLiveWait;

    /// <summary>Whether anything durable was asked for yet.</summary>
    public bool WasUsed { get; private set; }

    public string? CustomStatus { get; private set; }

    public ContinueAsNewOptions? Next { get; private set; }

    public IReadOnlyList<(string Name, string? Payload)> KeptEvents => events.Kept;

    protected override ILoggerFactory LoggerFactory => loggers;

    public void BeginStep(DateTime at, bool isReplay)
    {
        now = at;
        replaying = isReplay;
        actions = [];
        cancelled = [];
    }

    public (IReadOnlyList<ScheduledAction> Actions, IReadOnlyList<int> Cancelled) EndStep() => (actions, cancelled);

    public void Take(Arrival arrival)
    {
        switch (arrival)
        {
            case EventRaised raised:
                events.Raise(raised.Name, raised.Payload);
                break;
            case WorkDone done when open.Remove(done.Id, out OpenTask? task):
                task.Complete(done.Result);
                break;
            case WorkFailed failed when open.Remove(failed.Id, out OpenTask? task):
                task.Fail(failed.Failure);
                break;
            case TimerFired fired when open.Remove(fired.Id, out OpenTask? task):
                task.Complete(result: null);
                break;
            default:
                break;
        }
    }

    public override T? GetInput<T>()
        where T : default => Read<T>(input);

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        string? json = converter.Serialize(input);
        return Read<TResult>(await Retries.RunAsync(this, options?.Retry, () => Schedule(name, id => new ActivityScheduled(id, name, json))))!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        string? json = converter.Serialize(input);
        string child = (options as SubOrchestrationOptions)?.InstanceId is { Length: > 0 } given ? given : NewGuid().ToString("N");
        Dictionary<string, string>? tags = options?.Tags is { Count: > 0 } some ? new(some) : null;
        return Read<TResult>(await Retries.RunAsync(
            this, options?.Retry, () => Schedule(orchestratorName, id => new ChildScheduled(id, orchestratorName, child, json, tags))))!;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            WasUsed = true;
            return Task.FromCanceled(cancellationToken);
        }

        DateTime utc = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        int timer = nextId;
        Task<string?> fired = Schedule("timer", id => new TimerScheduled(id, utc));
        cancellationToken.UnsafeRegister(_ => CancelTimer(timer, cancellationToken), null);
        return fired;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (!IsMine($"it waited for event '{eventName}'"))
        {
            return new TaskCompletionSource<T>().Task;
        }

        return events.WaitAsync<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        if (IsMine("it sent an event"))
        {
            actions.Add(new EventSent(nextId++, instanceId, eventName, converter.Serialize(payload)));
        }
    }

    public override void SetCustomStatus(object? customStatus)
    {
        if (IsMine("it set its status"))
        {
            CustomStatus = converter.Serialize(customStatus) ?? "null";
        }
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        if (IsMine("it continued as new"))
        {
            Next = new ContinueAsNewOptions { NewInput = converter.Serialize(newInput), PreserveUnprocessedEvents = preserveUnprocessedEvents };
        }
    }

    /// <summary>The execution is part of the name, as a clock that stands still gives two generations the same time.</summary>
    public override Guid NewGuid() => NamedGuid.Of($"{header.Id}_{header.Execution}_{guids++}");

    private Task<string?> Schedule(string name, Func<int, ScheduledAction> make)
    {
        if (!IsMine($"it scheduled '{name}'"))
        {
            return new TaskCompletionSource<string?>().Task;
        }

        var task = new OpenTask(make(nextId++), name);
        actions.Add(task.Action);
        open.Add(task.Action.Id, task);
        return task.Task;
    }

    private void CancelTimer(int id, CancellationToken cancellation)
    {
        if (IsMine("it cancelled a timer") && open.Remove(id, out OpenTask? timer))
        {
            cancelled.Add(id);
            timer.Cancel(cancellation);
        }
    }

    private bool IsMine(string what)
    {
        WasUsed = true;
        if (!thread.IsCurrent)
        {
            thread.ReportUse(what);
        }

        return thread.IsCurrent;
    }

    private T? Read<T>(string? json) => json is null ? default : converter.Deserialize<T>(json);
}

using FunctionsHost.Durable.History;
using FunctionsHost.Durable.Storage;
using Microsoft.DurableTask.Client;

namespace FunctionsHost.Durable.Engine;

/// <summary>What each message means for one instance. Memory is changed first, and thrown away where the write fails.</summary>
internal sealed class InstanceHandler(string id, DurableEngine engine)
{
    private readonly InstanceWork work = new(id, engine);
    private LiveInstance? live;
    private bool loaded;

    public InstanceRecord? Snapshot { get; private set; }

    /// <summary>Whether there is no such instance, or it has ended.</summary>
    public bool IsIdle => live is null;

    /// <summary>Reads the instance anew at the next message.</summary>
    public void Forget()
    {
        live = null;
        loaded = false;
        Snapshot = null;
    }

    public async Task<object?> HandleAsync(Message message)
    {
        await LoadAsync();
        switch (message)
        {
            case StartInstance start:
                await StartAsync(start);
                break;
            case Wake wake:
                await WakeAsync(wake.Recover);
                break;
            case Terminate terminate:
                await EndAsync(Running("terminated"), OrchestrationRuntimeStatus.Terminated, terminate.Output, new Failure("(unknown)", terminate.Output ?? "terminated"));
                break;
            case Suspend suspend:
                LiveInstance active = Running("suspended", except: OrchestrationRuntimeStatus.Suspended);
                await WriteAsync(active, new Change(active.Header with { Status = OrchestrationRuntimeStatus.Suspended, Reason = suspend.Reason }));
                break;
            case Resume:
                await ResumeAsync();
                break;
            case Delivered delivered when live is not null:
                await WriteAsync(live, new Change(live.Header with { Outbox = [.. live.Header.Outbox.Except(delivered.Events)] }));
                break;
            case Reject reject when live is { Header.HasEnded: false } current && current.Header.Execution == reject.Execution:
                await EndAsync(current, OrchestrationRuntimeStatus.Failed, reject.Reason, new Failure(typeof(InvalidOperationException).FullName!, reject.Reason));
                break;
            case Purge:
                return await PurgeAsync();
            default:
                break;
        }

        return null;
    }

    public async Task ArriveAsync(IReadOnlyList<Letter> letters)
    {
        await LoadAsync();
        var accepted = new List<Arrival>();
        var answers = new List<TaskCompletionSource<object?>>();
        foreach (Letter letter in letters)
        {
            var arrive = (Arrive)letter.Message;
            if (arrive.Arrival is EventRaised && live is not { Header.HasEnded: false })
            {
                letter.Answer?.TrySetException(live is null ? DurableRequestException.NotFound(id) : DurableRequestException.NotIn(id, live.Header.Status, "sent an event"));
                continue;
            }

            if (live?.Accepts(arrive, engine.Now) == true)
            {
                accepted.Add(arrive.Arrival);
                live.History.Append([arrive.Arrival]);
            }

            if (letter.Answer is { } answer)
            {
                answers.Add(answer);
            }
        }

        if (accepted.Count > 0)
        {
            await AdvanceAsync(live!, accepted);
        }

        answers.ForEach(a => a.TrySetResult(null));
    }

    private async Task LoadAsync()
    {
        if (loaded)
        {
            return;
        }

        live = await engine.Store.ReadAsync(id, engine.Stopped) is { } record ? await LiveInstance.LoadAsync(record, engine) : null;
        Snapshot = live?.Record;
        loaded = true;
    }

    private LiveInstance Running(string request, OrchestrationRuntimeStatus? except = null) => live switch
    {
        null => throw DurableRequestException.NotFound(id),
        { Header: var header } when header.HasEnded || header.Status == except => throw DurableRequestException.NotIn(id, header.Status, request),
        _ => live,
    };

    private async Task StartAsync(StartInstance start)
    {
        ParentLink? parent = start.Header.Parent;
        if (parent is null && live is { Header: var old } && (!old.HasEnded || start.Dedupe?.Contains(old.Status.ToString(), StringComparer.OrdinalIgnoreCase) == true))
        {
            throw new OrchestrationAlreadyExistsException(id);
        }

        if (parent is not null && live?.Header.Parent == parent)
        {
            // Told twice: the parent was restarted before it had the answer.
            engine.TellParent(live.Record);
            return;
        }

        work.StopAll();
        bool replaces = live is not null;
        live = new LiveInstance(new InstanceRecord(start.Header, start.Input, Output: null));
        await WriteAsync(live, new Change(start.Header, [new Started()], Begins: new NewExecution(start.Input, replaces)));
        if (start.Header.StartAt is { } at && at > engine.Now)
        {
            work.WakeAt(at);
        }
        else
        {
            engine.WakeSoon(id, isChild: parent is not null);
        }
    }

    private async Task WakeAsync(bool recover)
    {
        if (live is null)
        {
            return;
        }

        if (recover)
        {
            work.Send(live.History.Open.Values, live);
            engine.Deliver(live.Header);

            // The write with which it ended may have been done and have failed all the same.
            engine.TellParent(live.Record);
            if (live.Header.StartAt is { } at && at > engine.Now && live.Header.Status == OrchestrationRuntimeStatus.Pending)
            {
                work.WakeAt(at);
            }
        }

        await AdvanceAsync(live, []);
    }

    private async Task ResumeAsync()
    {
        LiveInstance suspended = Running("resumed");
        if (suspended.Header.Status != OrchestrationRuntimeStatus.Suspended)
        {
            throw DurableRequestException.NotIn(id, suspended.Header.Status, "resumed");
        }

        OrchestrationRuntimeStatus status = suspended.History.Steps.Count == 0 ? OrchestrationRuntimeStatus.Pending : OrchestrationRuntimeStatus.Running;
        await WriteAsync(suspended, new Change(suspended.Header with { Status = status, Reason = null }));
        await AdvanceAsync(suspended, []);
    }

    private async Task<int> PurgeAsync()
    {
        if (live is null)
        {
            return 0;
        }

        if (!live.Header.HasEnded)
        {
            throw new DurableRequestException(
                $"Only orchestrations in a terminal state can be purged, but the orchestration with instance ID {id} has status {live.Header.Status}");
        }

        await engine.Store.DeleteAsync(id, engine.Stopped);
        Forget();
        return 1;
    }

    /// <summary>Runs the orchestrator for what waits, as often as it takes, and writes each step with what arrived before it.</summary>
    private async Task AdvanceAsync(LiveInstance current, List<Arrival> arrived)
    {
        do
        {
            if (!current.CanRun(engine.Now))
            {
                if (arrived.Count > 0)
                {
                    await WriteAsync(current, new Change(current.Header, arrived));
                }

                return;
            }

            StepResult step = await StepResult.RunAsync(current, engine);
            Change change = step.Change;
            await WriteAsync(current, change.Begins is null ? change with { Entries = [.. arrived, .. change.Entries!] } : change);
            work.Stop(step.Cancelled);
            work.Send(step.Actions, current);
            engine.Deliver(current.Header);
            arrived = [];
        }
        while (live is not null);
    }

    private Task EndAsync(LiveInstance current, OrchestrationRuntimeStatus status, string? output, Failure failure) =>
        WriteAsync(current, new Change(current.Header with { Status = status, Reason = null, Failure = failure }, Output: output));

    private async Task WriteAsync(LiveInstance current, Change change)
    {
        bool ends = change.Header.HasEnded && !current.Header.HasEnded;
        await current.WriteAsync(change, engine);
        Snapshot = current.Record;
        if (ends)
        {
            work.StopAll();
            engine.TellParent(current.Record);
        }

        if (current.Header.HasEnded)
        {
            Forget();
        }
    }
}

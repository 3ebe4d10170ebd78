using System.Collections.Concurrent;
using FunctionsHost.Durable.History;
using FunctionsHost.Durable.Replay;
using FunctionsHost.Durable.Storage;
using FunctionsHost.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Durable.Engine;

/// <summary>The instances of one task hub. It owns the hub: no other process writes to it meanwhile.</summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, InstanceActor> actors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> onTheWay = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Execution, string Reason), byte> reported = new();
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim slots;
    private readonly OrchestratorRunner runner;

    public DurableEngine(
        IInstanceStore store, FunctionCatalogue catalogue, FunctionPipeline pipeline, IServiceProvider services, DataConverter converter,
        DurableSettings settings, DurableCounters counters)
    {
        Store = store;
        Stopped = stop.Token;
        Settings = settings;
        Counters = counters;
        Time = services.GetRequiredService<TimeProvider>();
        Log = services.GetRequiredService<ILoggerFactory>().CreateLogger("FunctionsHost.Durable");
        slots = new SemaphoreSlim(settings.MaxConcurrentOrchestrators);
        runner = new OrchestratorRunner(catalogue, pipeline, services, converter, settings);
        Activities = new ActivityWorkers(this, catalogue, pipeline, services, converter);
    }

    public IInstanceStore Store { get; }

    public DurableSettings Settings { get; }

    public DurableCounters Counters { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public OpenWork Work { get; } = new();

    public ActivityWorkers Activities { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public CancellationToken Stopped { get; }

    public bool IsStopped => Stopped.IsCancellationRequested;

    /// <summary>Takes up what an earlier host left unfinished.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await Store.OpenAsync(cancellation);
        var open = new List<string>();
        await foreach (InstanceRecord record in Store.ListAsync(new InstanceFilter(OpenOnly: true), cancellation))
        {
            open.Add(record.Header.Id);
        }

        Log.TakingUp(open.Count);
        open.ForEach(id => Tell(id, new Wake(Recover: true)));
    }

    public void Tell(string id, Message message) => Put(id, new Letter(message, Answer: null));

    public Task<object?> AskAsync(string id, Message message)
    {
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Put(id, new Letter(message, answer));
        return answer.Task;
    }

    public void Retire(string id, InstanceActor actor) => actors.TryRemove(KeyValuePair.Create(id, actor));

    public async Task<InstanceRecord?> ReadAsync(string id, CancellationToken cancellation) =>
        InMemory(id) ?? await Store.ReadAsync(id, cancellation);

    public InstanceRecord? InMemory(string id) => actors.GetValueOrDefault(id)?.Snapshot;

    /// <summary>Writes; after so many writes a test may have the host drop dead, with nothing of what follows done.</summary>
    public async Task CommitAsync(Commit commit)
    {
        Stopped.ThrowIfCancellationRequested();
        await Store.CommitAsync(commit, Stopped);
        if (Counters.Wrote() == Settings.StopAfterSteps)
        {
            await stop.CancelAsync();
        }

        Stopped.ThrowIfCancellationRequested();
        if (commit.Header.Status == OrchestrationRuntimeStatus.Failed && commit.Output is { } output)
        {
            Log.InstanceFailed(commit.Header.Id, commit.Header.Name, output);
        }
    }

    public async Task<StepOutcome> RunAsync(LiveInstance live, int taken, DateTime at)
    {
        InstanceHeader header = live.Header;
        await slots.WaitAsync(Stopped);
        try
        {
            StepOutcome outcome = await runner.RunAsync(header, live.Record.Input, live.History, taken, at, reason => Report(header, reason));
            Counters.Stepped(live.History.Events);
            if (outcome is { Stuck: { } reason, Completion: null })
            {
                Report(header, reason);
            }

            return outcome;
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>The first run of a client's instance comes a little later, see <see cref="DurableSettings.StartLatency"/>.</summary>
    public void WakeSoon(string id, bool isChild)
    {
        if (isChild || Settings.StartLatency == TimeSpan.Zero)
        {
            Tell(id, new Wake());
            return;
        }

        Work.Begin();
        _ = Task.Delay(Settings.StartLatency).ContinueWith(
            _ =>
            {
                Tell(id, new Wake());
                Work.End();
            },
            TaskScheduler.Default);
    }

    public void TellParent(InstanceRecord child)
    {
        if (child.Header is { HasEnded: true, Parent: { } parent })
        {
            Arrival arrival = child.Header.Status == OrchestrationRuntimeStatus.Completed
                ? new WorkDone(parent.TaskId, child.Output)
                : new WorkFailed(parent.TaskId, child.Header.Failure);
            Tell(parent.InstanceId, new Arrive(parent.Execution, arrival));
        }
    }

    /// <summary>Sends the events of the outbox; a receiver that knows one already does not take it again.</summary>
    public void Deliver(InstanceHeader from)
    {
        List<OutgoingEvent> events = [.. from.Outbox.Where(e => onTheWay.TryAdd(e.Source, 0))];
        if (events.Count > 0)
        {
            Work.Begin();
            _ = Task.Run(() => DeliverAsync(from.Id, events));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await Work.WhenNoneAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Activities.Dispose();
        slots.Dispose();
        stop.Dispose();
    }

    private async Task DeliverAsync(string from, List<OutgoingEvent> events)
    {
        try
        {
            foreach (OutgoingEvent sent in events)
            {
                await DeliverAsync(sent);
                Tell(from, new Delivered([sent]));
                onTheWay.TryRemove(sent.Source, out _);
            }
        }
        catch (Exception) when (IsStopped)
        {
            // They stay in the outbox, and the next host sends them.
        }
        finally
        {
            Work.End();
        }
    }

    private async Task DeliverAsync(OutgoingEvent sent)
    {
        while (true)
        {
            try
            {
                await AskAsync(sent.InstanceId, new Arrive(Execution: null, new EventRaised(sent.Name, sent.Payload, sent.Source)));
                return;
            }
            catch (DurableRequestException e)
            {
                Log.EventDropped(sent.InstanceId, e.Message);
                return;
            }
            catch (Exception e) when (!IsStopped)
            {
                // Not durable at the receiver. Nobody else would send it again: its sender may have ended.
                Log.StorageFailed(sent.InstanceId, e);
                await Task.Delay(InstanceActor.StorageRetry, Stopped);
            }
        }
    }

    private void Put(string id, Letter letter)
    {
        while (!actors.GetOrAdd(id, key => new InstanceActor(key, this)).TryPut(letter))
        {
            // It has just retired, and is not in the list any more.
        }
    }

    private void Report(InstanceHeader instance, string reason)
    {
        if (!reported.TryAdd((instance.Execution, reason), 0))
        {
            return;
        }

        Log.LeftItsThread(instance.Name, instance.Id, reason);
        if (Settings.Strict)
        {
            Tell(instance.Id, new Reject(
                instance.Execution,
                $"The orchestrator '{instance.Name}' left its thread: {reason}. On the genuine host it would hang without a message. {Advice.AwaitDurable}"));
        }
    }
}

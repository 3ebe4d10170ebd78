using FunctionsHost.Durable.History;
using FunctionsHost.Durable.Storage;
using Microsoft.DurableTask.Client;

namespace FunctionsHost.Durable.Engine;

/// <summary>An instance in memory. Its history is read once and then only appended to.</summary>
internal sealed class LiveInstance(InstanceRecord record)
{
    private const int ShortBatch = 100_000;

    public InstanceRecord Record { get; private set; } = record;

    public InstanceHistory History { get; private set; } = new();

    public InstanceHeader Header => Record.Header;

    public static async Task<LiveInstance> LoadAsync(InstanceRecord record, DurableEngine engine)
    {
        var live = new LiveInstance(record);
        if (!record.Header.HasEnded)
        {
            foreach (string batch in await engine.Store.ReadHistoryAsync(record.Header, engine.Stopped))
            {
                live.History.Append(HistoryJson.Read<Entry[]>(batch));
                live.History.Grow(batch.Length);
            }
        }

        return live;
    }

    /// <summary>Whether the arrival means something to this execution now: an answer comes once, an event before the start time is lost.</summary>
    public bool Accepts(Arrive message, DateTimeOffset now) =>
        !Header.HasEnded
        && (message.Execution is null || message.Execution == Header.Execution)
        && message.Arrival switch
        {
            WorkDone done => History.Open.ContainsKey(done.Id),
            WorkFailed failed => History.Open.ContainsKey(failed.Id),
            TimerFired fired => History.Open.ContainsKey(fired.Id),
            EventRaised raised => !IsBeforeStart(now) && (raised.Source is null || !History.Knows(raised.Source)),
            _ => false,
        };

    public bool CanRun(DateTimeOffset now) =>
        History.Waiting.Count > 0 && !Header.HasEnded && Header.Status != OrchestrationRuntimeStatus.Suspended && !IsBeforeStart(now);

    /// <summary>The header of a sub-orchestration that this instance starts.</summary>
    public InstanceHeader HeaderOf(ChildScheduled child, DateTimeOffset now) => new()
    {
        Id = child.InstanceId,
        Name = child.Name,
        Execution = Guid.NewGuid().ToString("N"),
        CreatedAt = now,
        Parent = new ParentLink(Header.Name, Header.Id, Header.Execution, child.Id),
        Tags = child.Tags ?? new Dictionary<string, string>(),
    };

    /// <summary>Makes the change durable, then true.</summary>
    public async Task WriteAsync(Change change, DurableEngine engine)
    {
        bool begins = change.Begins is not null;
        string? batch = change.Entries is { Count: > 0 } entries ? HistoryJson.Write(entries) : null;
        InstanceHeader header = change.Header with
        {
            UpdatedAt = engine.Now,
            Batches = (begins ? 0 : Header.Batches) + (batch is null ? 0 : 1),
        };
        bool isPlain = !begins && batch?.Length < ShortBatch && change.Output is null
            && header.Status == Header.Status && header.Outbox.Count + Header.Outbox.Count == 0;
        await engine.CommitAsync(new Commit(header, batch, change.Output, change.Begins, isPlain));

        Record = new InstanceRecord(header, begins ? change.Begins!.Input : Record.Input, change.Output ?? (begins ? null : Record.Output));
        if (begins)
        {
            History = new InstanceHistory();
            History.Append(change.Entries!);
        }

        long before = History.Size;
        History.Grow(batch?.Length ?? 0);
        if (before < engine.Settings.HistoryWarning && History.Size >= engine.Settings.HistoryWarning)
        {
            engine.Log.HistoryIsLarge(header.Id, header.Name, History.Size);
        }
    }

    private bool IsBeforeStart(DateTimeOffset now) => Header.Status == OrchestrationRuntimeStatus.Pending && Header.StartAt > now;
}

/// <summary>One change of an instance, to be written as a whole.</summary>
internal sealed record Change(InstanceHeader Header, IReadOnlyList<Entry>? Entries = null, string? Output = null, NewExecution? Begins = null);

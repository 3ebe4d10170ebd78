using System.Collections.Concurrent;
using Azure;
using Azure.Identity;
using Krypton.Access;
using Microsoft.Extensions.Logging;

namespace Krypton.Traces;

/// <summary>
/// Writes traces before the data is given: whoever gets a <see cref="FailureKind.TraceUnavailable"/> must not answer with data. The write is the row, the
/// hash chain of its partition and the announcement for index and forwarding; index and forwarding themselves follow by queue, at least once.
/// </summary>
public sealed partial class TraceWriter
{
    /// <summary>A transaction takes 100 rows: each trace may need two, and the head one.</summary>
    private const int LargestGroup = 40;
    private const int LargestAnnouncement = 100;
    private const int Attempts = 12;

    /// <summary>A step that is run again is run again within this time, so only then may the month before hold its trace.</summary>
    private const int DaysOfRepeats = 7;

    /// <summary>A lone trace is announced at once; many share a message, and with it the writes of the index.</summary>
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromMilliseconds(100);

    /// <summary>The index waits longer than this for a row that was announced (<see cref="TraceIndexer"/>).</summary>
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(30);

    private readonly TraceTable table;
    private readonly TraceKeys keys;
    private readonly TraceQueues queues;
    private readonly TimeProvider time;
    private readonly ILogger<TraceWriter> logger;
    private readonly GroupCommit<Trace, Outcome<TraceId>> commits;
    private readonly GroupCommit<TraceRow, TraceRow> announcements;

    public TraceWriter(TraceTable table, TraceKeys keys, TraceQueues queues, TimeProvider time, ILogger<TraceWriter> logger)
    {
        (this.table, this.keys, this.queues, this.time, this.logger) = (table, keys, queues, time, logger);
        commits = new(LargestGroup, CommitAsync);
        announcements = new(LargestAnnouncement, AnnounceAsync, BetweenAnnouncements);
    }

    /// <summary>The id of the trace; for a step that was traced before, the id of that time.</summary>
    public Task<Outcome<TraceId>> WriteAsync(TraceEntry entry, CancellationToken cancellationToken)
    {
        var trace = Trace.Of(entry, time.GetUtcNow());
        return commits.AddAsync(keys.Partition(entry.Patient, trace.At), trace).WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Outcome<TraceId>>> CommitAsync(string partition, IReadOnlyList<Trace> group)
    {
        using var deadline = new CancellationTokenSource(LongestCommit);
        try
        {
            var written = await AppendAsync(partition, group, deadline.Token);
            return [.. group.Select(t => (Outcome<TraceId>)written[Identity(t)].Id)];
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException or AuthenticationFailedException)
        {
            LogNotWritten(group.Count, (e as RequestFailedException)?.Status ?? 0, e.GetType().Name);
            return [.. group.Select(_ => (Outcome<TraceId>)new Failure(FailureKind.TraceUnavailable, "trace-unavailable", "The access could not be traced, so it is not given."))];
        }
    }

    /// <summary>Appends what is not there yet. That is found out by writing: after a conflict or a lost answer the rows themselves say what is there.</summary>
    private async Task<ConcurrentDictionary<string, Written>> AppendAsync(string partition, IReadOnlyList<Trace> group, CancellationToken cancellationToken)
    {
        var written = new ConcurrentDictionary<string, Written>(StringComparer.Ordinal);
        var pending = group.DistinctBy(Identity).ToList();
        var announced = new Dictionary<TraceRow, Task>();
        for (var attempt = 1; ; attempt++)
        {
            await Task.WhenAll(pending.Select(t => NoteIfWrittenAsync(PartitionsToLookAt(partition, t, attempt), t, written, cancellationToken)));
            pending.RemoveAll(t => written.ContainsKey(Identity(t)));

            // Announced while it is written: an announcement without its row is dropped by its reader, a row without its announcement would be lost to the index.
            foreach (var row in written.Values.Select(w => w.Row).Concat(pending.Select(t => RowOf(partition, t))).Where(row => !announced.ContainsKey(row)))
            {
                announced[row] = announcements.AddAsync("", row).WaitAsync(cancellationToken);
            }

            try
            {
                if (pending.Count > 0)
                {
                    await table.AppendAsync(partition, pending, cancellationToken);
                    pending.ForEach(t => written[Identity(t)] = new(t.Id, RowOf(partition, t)));
                }

                await Task.WhenAll(announced.Values);
                return written;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), cancellationToken);
            }
        }
    }

    /// <summary>Announces what comes together in one message, of whatever partitions; a step that ran twice at once only once, as the index writes a message's rows together.</summary>
    private async Task<IReadOnlyList<TraceRow>> AnnounceAsync(string all, IReadOnlyList<TraceRow> rows)
    {
        using var deadline = new CancellationTokenSource(LongestCommit);
        await queues.SendAsync(TraceQueues.Index, new([.. rows.Distinct()], time.GetUtcNow()), deadline.Token);
        return rows;
    }

    /// <summary>The first attempt finds a repeated step by its conflict; only what an earlier month may hold is looked for.</summary>
    private IEnumerable<string> PartitionsToLookAt(string partition, Trace trace, int attempt)
    {
        if (attempt > 1)
        {
            yield return partition;
        }

        if (trace.Entry.StepKey is not null && trace.At.UtcDateTime.Day <= DaysOfRepeats)
        {
            yield return keys.Partition(trace.Entry.Patient, trace.At.AddDays(-DaysOfRepeats));
        }
    }

    private async Task NoteIfWrittenAsync(IEnumerable<string> partitions, Trace trace, ConcurrentDictionary<string, Written> written, CancellationToken cancellationToken)
    {
        foreach (var partition in partitions)
        {
            if (await table.FindAsync(partition, Identity(trace), cancellationToken) is { } found)
            {
                // A marker names the trace of its step; any other row is the trace itself.
                written[Identity(trace)] = found.GetString("Id") is { } id ? new(new TraceId(id), new(partition, found.GetString("Row"))) : new(trace.Id, RowOf(partition, trace));
            }
        }
    }

    private static TraceRow RowOf(string partition, Trace trace) => new(partition, TraceKeys.Row(trace.At, trace.Id));

    /// <summary>The row that exists exactly when the trace was written: a step is known by its key, any other trace by its id.</summary>
    private static string Identity(Trace trace) => trace.Entry.StepKey is { } step ? TraceKeys.StepRow(step) : TraceKeys.Row(trace.At, trace.Id);

    private sealed record Written(TraceId Id, TraceRow Row);

    [LoggerMessage(3000, LogLevel.Error, "{Count} traces could not be written (status {Status}, {Error}); their requests are refused.")]
    private partial void LogNotWritten(int count, int status, string error);
}

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
    private const string AtOnce = "at once";
    private const string Beforehand = "beforehand";

    /// <summary>A step that is run again is run again within this time, so only then may the month before hold its trace.</summary>
    private const int DaysOfRepeats = 7;

    /// <summary>A lone trace is announced at once; many share a message, and with it the writes of the index.</summary>
    private static readonly TimeSpan BetweenAnnouncements = TimeSpan.FromMilliseconds(100);

    /// <summary>Most of what is announced beforehand is written by then, so its reader seldom comes in vain.</summary>
    private static readonly TimeSpan UntilWritten = TimeSpan.FromSeconds(1);

    /// <summary>The index waits longer than this for a row that was announced (<see cref="TraceIndexer"/>).</summary>
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(30);

    private readonly TraceTable table;
    private readonly TraceKeys keys;
    private readonly TraceQueues queues;
    private readonly TimeProvider time;
    private readonly ILogger<TraceWriter> logger;
    private readonly GroupCommit<Pending, Outcome<TraceId>> commits;
    private readonly GroupCommit<TraceRow, TraceRow> announcements;

    public TraceWriter(TraceTable table, TraceKeys keys, TraceQueues queues, TimeProvider time, ILogger<TraceWriter> logger)
    {
        (this.table, this.keys, this.queues, this.time, this.logger) = (table, keys, queues, time, logger);
        commits = new(LargestGroup, CommitAsync);
        announcements = new(LargestAnnouncement, AnnounceAsync, BetweenAnnouncements);
    }

    /// <summary>Announces a trace of an action that takes a while and concerns no patient's partition: at its end only the row remains to be written. The index drops it where none follows.</summary>
    public ComingTrace Announce()
    {
        var at = time.GetUtcNow();
        var (id, partition) = (TraceId.New(at), keys.Partition(patient: null, at));
        return new ComingTrace(id, at, announcements.AddAsync(Beforehand, new TraceRow(partition, TraceKeys.Row(at, id))));
    }

    /// <summary>The id of the trace; for a step that was traced before, the id of that time.</summary>
    public Task<Outcome<TraceId>> WriteAsync(TraceEntry entry, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        return WriteAsync(new Pending(Trace.Of(entry, TraceId.New(at), at), Announced: null), cancellationToken);
    }

    /// <summary>Writes a trace for each record of a patient, or for each part of what one trace can name; fails where one is not written.</summary>
    public async Task<Failure?> WriteEachAsync(IEnumerable<TraceEntry> entries, CancellationToken cancellationToken) =>
        (await Task.WhenAll(entries.Select(entry => WriteAsync(entry, cancellationToken)))).OfType<Outcome<TraceId>.Failed>().FirstOrDefault()?.Failure;

    /// <summary>Writes the trace that was announced.</summary>
    /// <exception cref="ArgumentException">The entry names a patient or a step: its place would be another.</exception>
    public Task<Outcome<TraceId>> WriteAsync(ComingTrace coming, TraceEntry entry, CancellationToken cancellationToken) => entry is { Patient: null, StepKey: null }
        ? WriteAsync(new Pending(Trace.Of(entry, coming.Id, coming.At), coming.Announced), cancellationToken)
        : throw new ArgumentException("Only a trace of no patient and no step is announced before its action.", nameof(entry));

    private Task<Outcome<TraceId>> WriteAsync(Pending pending, CancellationToken cancellationToken) =>
        commits.AddAsync(keys.Partition(pending.Trace.Entry.Patient, pending.Trace.At), pending).WaitAsync(cancellationToken);

    private async Task<IReadOnlyList<Outcome<TraceId>>> CommitAsync(string partition, IReadOnlyList<Pending> group)
    {
        using var deadline = new CancellationTokenSource(LongestCommit);
        try
        {
            var written = await AppendAsync(partition, group, deadline.Token);
            return [.. group.Select(p => (Outcome<TraceId>)written[Identity(p.Trace)].Id)];
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException or AuthenticationFailedException)
        {
            LogNotWritten(group.Count, (e as RequestFailedException)?.Status ?? 0, e.GetType().Name);
            return [.. group.Select(_ => (Outcome<TraceId>)new Failure(FailureKind.TraceUnavailable, "trace-unavailable", "The access could not be traced, so it is not given."))];
        }
    }

    /// <summary>Appends what is not there yet. That is found out by writing: after a conflict or a lost answer the rows themselves say what is there.</summary>
    private async Task<ConcurrentDictionary<string, Written>> AppendAsync(string partition, IReadOnlyList<Pending> group, CancellationToken cancellationToken)
    {
        var written = new ConcurrentDictionary<string, Written>(StringComparer.Ordinal);
        var pending = group.DistinctBy(p => Identity(p.Trace)).ToList();
        var announced = pending.Where(p => p.Announced is not null).ToDictionary(p => RowOf(partition, p.Trace), p => p.Announced!.WaitAsync(cancellationToken));
        for (var attempt = 1; ; attempt++)
        {
            await Task.WhenAll(pending.Select(p => NoteIfWrittenAsync(PartitionsToLookAt(partition, p.Trace, attempt), p.Trace, written, cancellationToken)));
            pending.RemoveAll(p => written.ContainsKey(Identity(p.Trace)));

            // Announced while it is written: an announcement without its row is dropped by its reader, a row without its announcement would be lost to the index.
            foreach (var row in written.Values.Select(w => w.Row).Concat(pending.Select(p => RowOf(partition, p.Trace))).Where(row => !announced.ContainsKey(row)))
            {
                announced[row] = announcements.AddAsync(AtOnce, row).WaitAsync(cancellationToken);
            }

            try
            {
                if (pending.Count > 0)
                {
                    await table.AppendAsync(partition, pending.ConvertAll(p => p.Trace), cancellationToken);
                    pending.ForEach(p => written[Identity(p.Trace)] = new(p.Trace.Id, RowOf(partition, p.Trace)));
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
    private async Task<IReadOnlyList<TraceRow>> AnnounceAsync(string when, IReadOnlyList<TraceRow> rows)
    {
        using var deadline = new CancellationTokenSource(LongestCommit);
        await queues.SendAsync(TraceQueues.Index, new([.. rows.Distinct()], time.GetUtcNow()), deadline.Token, when == Beforehand ? UntilWritten : null);
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

    private sealed record Pending(Trace Trace, Task? Announced);

    private sealed record Written(TraceId Id, TraceRow Row);

    [LoggerMessage(3000, LogLevel.Error, "{Count} traces could not be written (status {Status}, {Error}); their requests are refused.")]
    private partial void LogNotWritten(int count, int status, string error);
}

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
    private const int Attempts = 12;

    /// <summary>The index waits longer than this for a row that was announced (<see cref="TraceIndexer"/>).</summary>
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(30);

    private readonly TraceTable table;
    private readonly TraceKeys keys;
    private readonly TraceQueues queues;
    private readonly TimeProvider time;
    private readonly ILogger<TraceWriter> logger;
    private readonly GroupCommit<Trace, Outcome<TraceId>> commits;

    public TraceWriter(TraceTable table, TraceKeys keys, TraceQueues queues, TimeProvider time, ILogger<TraceWriter> logger)
    {
        (this.table, this.keys, this.queues, this.time, this.logger) = (table, keys, queues, time, logger);
        commits = new(LargestGroup, CommitAsync);
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

    /// <summary>Appends what is not there yet. After a conflict or a lost answer the rows themselves say what is.</summary>
    private async Task<ConcurrentDictionary<string, Written>> AppendAsync(string partition, IReadOnlyList<Trace> group, CancellationToken cancellationToken)
    {
        var written = new ConcurrentDictionary<string, Written>(StringComparer.Ordinal);
        var pending = group.DistinctBy(Identity).ToList();
        Task? announced = null;
        for (var attempt = 1; ; attempt++)
        {
            await Task.WhenAll(pending.Where(t => attempt > 1 || t.Entry.StepKey is not null).Select(t => NoteIfWrittenAsync(partition, t, written, cancellationToken)));
            pending.RemoveAll(t => written.ContainsKey(Identity(t)));

            // Announced while it is written: an announcement without its row is dropped by its reader, a row without its announcement would be lost to the index.
            announced ??= AnnounceAsync([.. written.Values, .. pending.Select(t => new Written(t.Id, partition, TraceKeys.Row(t.At, t.Id)))], cancellationToken);
            try
            {
                if (pending.Count > 0)
                {
                    await table.AppendAsync(partition, pending, cancellationToken);
                    pending.ForEach(t => written[Identity(t)] = new(t.Id, partition, TraceKeys.Row(t.At, t.Id)));
                }

                await announced;
                return written;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), cancellationToken);
            }
        }
    }

    private Task AnnounceAsync(IReadOnlyList<Written> traces, CancellationToken cancellationToken) => Task.WhenAll(traces
        .GroupBy(t => t.Partition, StringComparer.Ordinal)
        .Select(p => queues.SendAsync(TraceQueues.Index, new(p.Key, [.. p.Select(t => t.Row)], time.GetUtcNow()), cancellationToken)));

    private async Task NoteIfWrittenAsync(string partition, Trace trace, ConcurrentDictionary<string, Written> written, CancellationToken cancellationToken)
    {
        var row = Identity(trace);
        var found = await table.FindAsync(partition, row, cancellationToken);
        if (found is null && trace.Entry.StepKey is not null)
        {
            // A step that is repeated may have been traced before the month changed.
            found = await table.FindAsync(keys.Partition(trace.Entry.Patient, trace.At.AddMonths(-1)), row, cancellationToken);
        }

        if (found is not null)
        {
            // A marker names the trace of its step; any other row is the trace itself.
            written[row] = found.GetString("Id") is { } id ? new(new TraceId(id), found.PartitionKey, found.GetString("Row")) : new(trace.Id, partition, row);
        }
    }

    /// <summary>The row that exists exactly when the trace was written: a step is known by its key, any other trace by its id.</summary>
    private static string Identity(Trace trace) => trace.Entry.StepKey is { } step ? TraceKeys.StepRow(step) : TraceKeys.Row(trace.At, trace.Id);

    private sealed record Written(TraceId Id, string Partition, string Row);

    [LoggerMessage(3000, LogLevel.Error, "{Count} traces could not be written (status {Status}, {Error}); their requests are refused.")]
    private partial void LogNotWritten(int count, int status, string error);
}

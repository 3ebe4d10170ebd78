using Azure;
using Azure.Identity;
using KryptonFunctions.Access;
using KryptonFunctions.Observability;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Writes traces before the data is given: whoever gets a <see cref="FailureKind.TraceUnavailable"/> must not answer
/// with data. Index and forwarding follow by queue, at least once.
/// </summary>
public sealed partial class TraceWriter
{
    /// <summary>A transaction takes 100 rows: each trace may need two, and the head one.</summary>
    private const int MaxBatch = 40;

    /// <summary>The index waits longer than this for a row that was announced (<see cref="TraceIndexer"/>).</summary>
    private static readonly TimeSpan MaxWrite = TimeSpan.FromSeconds(30);

    private readonly TraceAppender appender;
    private readonly TraceKeys keys;
    private readonly TimeProvider time;
    private readonly ILogger<TraceWriter> logger;
    private readonly BatchWriter<NewTrace, Outcome<TraceId>> batches;

    public TraceWriter(TraceAppender appender, TraceKeys keys, TimeProvider time, ILogger<TraceWriter> logger)
    {
        (this.appender, this.keys, this.time, this.logger) = (appender, keys, time, logger);
        batches = new(MaxBatch, WriteBatchAsync);
    }

    /// <summary>The id of the trace; for a step that was traced before, the id of that time.</summary>
    public Task<Outcome<TraceId>> WriteAsync(TraceEntry entry, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var trace = new NewTrace(Trace.From(entry, TraceId.New(at), at), KryptonActivities.Traceparent);
        return batches.AddAsync(keys.Partition(entry.Patient, at), trace).WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Writes a trace for each record of a patient, or for each part of what one trace can name; fails where one is
    /// not written.
    /// </summary>
    public async Task<Failure?> WriteEachAsync(IEnumerable<TraceEntry> entries, CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(entries.Select(entry => WriteAsync(entry, cancellationToken)));
        return outcomes.OfType<Outcome<TraceId>.Failed>().FirstOrDefault()?.Failure;
    }

    private async Task<IReadOnlyList<Outcome<TraceId>>> WriteBatchAsync(
        string partition,
        IReadOnlyList<NewTrace> traces
    )
    {
        using var deadline = new CancellationTokenSource(MaxWrite);
        try
        {
            var written = await appender.AppendAsync(partition, traces, deadline.Token);
            TraceMetrics.Reached("chained", traces.Select(one => one.Trace), time.GetUtcNow());
            return [.. written.Select(trace => (Outcome<TraceId>)trace.Id)];
        }
        catch (Exception e)
            when (e
                    is RequestFailedException
                        or AggregateException
                        or OperationCanceledException
                        or AuthenticationFailedException
            )
        {
            LogNotWritten(traces.Count, (e as RequestFailedException)?.Status ?? 0, e.GetType().Name);
            var failure = new Failure(
                FailureKind.TraceUnavailable,
                "trace-unavailable",
                new(
                    "L'accès n'a pas pu être tracé ; il n'est donc pas donné.",
                    "The access could not be traced, so it is not given."
                )
            );
            return [.. traces.Select(_ => (Outcome<TraceId>)failure)];
        }
    }

    [LoggerMessage(
        3000,
        LogLevel.Error,
        "{Count} traces could not be written (status {Status}, {Error}); their requests are refused."
    )]
    private partial void LogNotWritten(int count, int status, string error);
}

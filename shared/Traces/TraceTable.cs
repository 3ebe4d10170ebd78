using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>The table <c>Traces</c>: appends to a partition's chain, and reads.</summary>
public sealed partial class TraceTable(TableServiceClient service, TraceSeals seals, ILogger<TraceTable> logger)
{
    /// <summary>
    /// Heads that are remembered, so that the next append need not read them; the ETag finds out where another instance
    /// was first.
    /// </summary>
    private const int MaxHeads = 2_000;

    /// <summary>Traces that are remembered for the index and the forwarding, which come within seconds.</summary>
    private const int MaxAppended = 4_000;

    private readonly TableClient table = service.GetTableClient(TraceKeys.Table);
    private readonly ConcurrentDictionary<string, TraceHead> heads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TraceRow, string> appended = new();
    private readonly ConcurrentQueue<TraceRow> appendedRows = new();

    internal TableClient Client => table;

    /// <summary>
    /// Traces, the markers of their steps and the new head in one entity-group transaction: all or nothing.
    /// </summary>
    /// <param name="partition">The chain.</param>
    /// <param name="traces">At most 49, in the order of the chain.</param>
    /// <param name="planted">By proof row: markers of another's hand that are to be replaced.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RequestFailedException">404, 409 or 412: another instance was first, or the rows are there
    /// already. Else: storage does not work.</exception>
    public async Task AppendAsync(
        string partition,
        IReadOnlyCollection<Trace> traces,
        IReadOnlyDictionary<string, ETag> planted,
        CancellationToken cancellationToken
    )
    {
        // Taken out: after a failure nobody knows where the chain stands.
        var head = heads.TryRemove(partition, out var known)
            ? known
            : await CheckedHeadAsync(partition, cancellationToken);
        var append = new ChainAppend(partition, head, seals);
        foreach (var trace in traces)
        {
            append.Add(trace, planted.TryGetValue(StepDeduplication.ProofRow(trace), out var tag) ? tag : null);
        }

        try
        {
            var answer = await table.SubmitTransactionAsync(append.ToTransaction(), cancellationToken);
            Remember(partition, append, answer.Value[^1].Headers.ETag);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412 && head.ETag is not null)
        {
            await TellIfBehindAsync(partition, head, cancellationToken);
            throw;
        }
    }

    /// <summary>Where the chain stands by its head row.</summary>
    public async Task<TraceHead> HeadAsync(string partition, CancellationToken cancellationToken) =>
        await FindAsync(partition, TraceKeys.HeadRow, cancellationToken) is { } row
            ? TraceHead.From(row, seals)
            : TraceHead.None;

    /// <summary>The entity of a row, or null.</summary>
    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            partition,
            row,
            cancellationToken: cancellationToken
        );
        return found.HasValue ? found.Value : null;
    }

    /// <summary>
    /// Those of these rows that hold a trace. What this process has appended is not read: rows never change. For what
    /// passes traces on; whoever shows or checks them reads the table.
    /// </summary>
    public async Task<IReadOnlyList<StoredTrace>> AnnouncedAsync(
        IReadOnlyCollection<TraceRow> rows,
        CancellationToken cancellationToken
    )
    {
        var known = new List<StoredTrace>();
        var others = new List<TraceRow>();
        foreach (var row in rows)
        {
            if (appended.TryGetValue(row, out var json) && Trace.FromCanonicalJson(json) is { } trace)
            {
                known.Add(new StoredTrace(row, trace));
            }
            else
            {
                others.Add(row);
            }
        }

        return [.. known, .. await ReadAsync(others.Select(row => new FoundTrace(row, null)), cancellationToken)];
    }

    /// <summary>Those of these rows that hold a trace of ours, as its seal says.</summary>
    public async Task<IReadOnlyList<StoredTrace>> ReadAsync(
        IEnumerable<FoundTrace> rows,
        CancellationToken cancellationToken
    )
    {
        var found = await Task.WhenAll(
            rows.Select(async row =>
                (
                    Row: row.Place,
                    Entity: row.Entity ?? await FindAsync(row.Place.Partition, row.Place.Row, cancellationToken)
                )
            )
        );
        return
        [
            .. found
                .Select(f =>
                    f.Entity is { } e
                    && seals.Holds(e)
                    && Trace.FromCanonicalJson(e.TryGetText(TraceColumns.Json) ?? "") is { } trace
                        ? new StoredTrace(f.Row, trace)
                        : null
                )
                .OfType<StoredTrace>(),
        ];
    }

    /// <summary>
    /// Trace rows of a partition from one row key (included) up to another (excluded), newest trace first.
    /// </summary>
    public AsyncPageable<TableEntity> RangeAsync(
        string partition,
        string from,
        string to,
        int? pageSize,
        CancellationToken cancellationToken
    ) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}"),
            pageSize,
            cancellationToken: cancellationToken
        );

    /// <summary>
    /// A head that we did not write is not believed in silence; but the trace is written behind it all the same, since
    /// else anybody could stop the app, and the night's walk finds the first row without seal.
    /// </summary>
    private async Task<TraceHead> CheckedHeadAsync(string partition, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(partition, cancellationToken);
        if (!head.IsSealed)
        {
            LogForeignHead(partition);
        }

        return head;
    }

    /// <summary>
    /// Other instances only carry a chain on. One that is shorter than we know it was cut off: its old head bears a
    /// true seal, so nothing else would show it before the next digest.
    /// </summary>
    private async Task TellIfBehindAsync(string partition, TraceHead known, CancellationToken cancellationToken)
    {
        var now = await HeadAsync(partition, cancellationToken);
        if (now.Chain.Count < known.Chain.Count)
        {
            LogCutOff(partition, known.Chain.Count, now.Chain.Count);
        }
    }

    private void Remember(string partition, ChainAppend append, ETag? etag)
    {
        if (heads.Count >= MaxHeads)
        {
            heads.Clear();
        }

        if (etag is { } next)
        {
            heads[partition] = append.Next(next);
        }

        foreach (var (row, json) in append.Texts)
        {
            appended[row] = json;
            appendedRows.Enqueue(row);
        }

        while (appendedRows.Count > MaxAppended && appendedRows.TryDequeue(out var oldest))
        {
            appended.TryRemove(oldest, out _);
        }
    }

    [LoggerMessage(3034, LogLevel.Critical, "The head of the chain of traces {Partition} was not written by this app.")]
    private partial void LogForeignHead(string partition);

    [LoggerMessage(
        3035,
        LogLevel.Critical,
        "The chain of traces {Partition} was cut off: it had {Known} traces and has {Now}."
    )]
    private partial void LogCutOff(string partition, long known, long now);
}

/// <summary>A trace and where it stands.</summary>
public sealed record StoredTrace(TraceRow Row, Trace Trace);

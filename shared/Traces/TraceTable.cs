using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>The table <c>Traces</c>: appends to a partition's chain, and reads.</summary>
public sealed class TraceTable(TableServiceClient service)
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

    internal TableClient Client => table;

    /// <summary>
    /// Traces, the markers of their steps and the new head in one entity-group transaction: all or nothing.
    /// </summary>
    /// <exception cref="RequestFailedException">409 or 412: another instance was first, or the rows are there already.
    /// Else: storage does not work.</exception>
    public async Task AppendAsync(
        string partition,
        IReadOnlyCollection<Trace> traces,
        CancellationToken cancellationToken
    )
    {
        // Taken out: after a failure nobody knows where the chain stands.
        var (chain, etag) = heads.TryRemove(partition, out var known)
            ? known
            : await ReadHeadAsync(partition, cancellationToken);
        var actions = new List<TableTransactionAction>();
        var texts = new Dictionary<TraceRow, string>();
        foreach (var trace in traces)
        {
            var json = trace.ToCanonicalJson();
            var row = TraceKeys.Row(trace.At, trace.Id);
            chain = chain.Add(json);
            texts[new TraceRow(partition, row)] = json;
            actions.Add(
                new(
                    TableTransactionActionType.Add,
                    new TableEntity(partition, row)
                    {
                        [TraceColumns.Seq] = chain.Count,
                        [TraceColumns.Hash] = chain.Hash,
                        [TraceColumns.Json] = json,
                    }
                )
            );
            if (trace.Entry.StepKey is { } step)
            {
                actions.Add(
                    new(
                        TableTransactionActionType.Add,
                        new TableEntity(partition, TraceKeys.StepRow(step))
                        {
                            [TraceColumns.Row] = row,
                            [TraceColumns.Id] = trace.Id.Value,
                        }
                    )
                );
            }
        }

        var head = new TableEntity(partition, TraceKeys.HeadRow)
        {
            [TraceColumns.Count] = chain.Count,
            [TraceColumns.Hash] = chain.Hash,
        };
        actions.Add(
            etag is { } tag
                ? new(TableTransactionActionType.UpdateReplace, head, tag)
                : new(TableTransactionActionType.Add, head)
        );
        var answer = await table.SubmitTransactionAsync(actions, cancellationToken);
        if (heads.Count >= MaxHeads)
        {
            heads.Clear();
        }

        if (answer.Value[^1].Headers.ETag is { } next)
        {
            heads[partition] = new TraceHead(chain, next);
        }

        Remember(texts);
    }

    public async Task<TraceChain> HeadAsync(string partition, CancellationToken cancellationToken) =>
        (await ReadHeadAsync(partition, cancellationToken)).Chain;

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

        return [.. known, .. await ReadAsync(others, cancellationToken)];
    }

    /// <summary>Those of these rows that hold a trace.</summary>
    public async Task<IReadOnlyList<StoredTrace>> ReadAsync(
        IEnumerable<TraceRow> rows,
        CancellationToken cancellationToken
    )
    {
        var found = await Task.WhenAll(
            rows.Select(async row => (Row: row, Entity: await FindAsync(row.Partition, row.Row, cancellationToken)))
        );
        return
        [
            .. found
                .Select(f =>
                    f.Entity is { } e && Trace.FromCanonicalJson(e.GetString(TraceColumns.Json) ?? "") is { } trace
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

    private void Remember(Dictionary<TraceRow, string> texts)
    {
        if (appended.Count >= MaxAppended)
        {
            appended.Clear();
        }

        foreach (var (row, json) in texts)
        {
            appended[row] = json;
        }
    }

    private async Task<TraceHead> ReadHeadAsync(string partition, CancellationToken cancellationToken) =>
        await FindAsync(partition, TraceKeys.HeadRow, cancellationToken) is { } head
            ? new TraceHead(
                new TraceChain(head.GetInt64(TraceColumns.Count) ?? 0, head.GetString(TraceColumns.Hash)),
                head.ETag
            )
            : new TraceHead(TraceChain.Empty, ETag: null);
}

/// <summary>How far the chain of a partition goes, and the version of the row that says so; null for none.</summary>
internal readonly record struct TraceHead(TraceChain Chain, ETag? ETag);

/// <summary>A trace and where it stands.</summary>
public sealed record StoredTrace(TraceRow Row, Trace Trace);

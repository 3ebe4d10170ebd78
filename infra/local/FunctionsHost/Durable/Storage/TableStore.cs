using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Storage;

/// <summary>
/// One table a hub, one partition an instance, so that a step and the state after it are one transaction. A plain step is a single row with
/// the header in it, which the storage takes at half the price. What does not fit into a transaction is written before, and counts only
/// once the header says so.
/// </summary>
internal sealed class TableStore(string connectionString, string hub, DurableCounters counters) : IInstanceStore
{
    private readonly TableClient table = new(connectionString, InstanceRows.TableName(hub));

    public async Task OpenAsync(CancellationToken cancellation)
    {
        try
        {
            await table.CreateIfNotExistsAsync(cancellation);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // After its retries the library gives an exception with one of the same for each try.
            Exception cause = (e is AggregateException { InnerExceptions: [var first, ..] } ? first : e).GetBaseException();
            throw new HostStartException($"The table storage at {table.Uri.GetLeftPart(UriPartial.Authority)} cannot be used: {cause.Message.Split('\n')[0].Trim()}", e);
        }
    }

    public async Task<InstanceRecord?> ReadAsync(string id, CancellationToken cancellation)
    {
        // Mostly there is none: a point read, where a query makes Azurite look through the whole table.
        string partition = InstanceRows.PartitionOf(id);
        NullableResponse<TableEntity> header = await table.GetEntityIfExistsAsync<TableEntity>(partition, InstanceRows.HeaderKey, cancellationToken: cancellation);
        counters.Read();
        if (!header.HasValue)
        {
            return null;
        }

        IReadOnlyList<TableEntity> rows = InstanceRows.HasMoreRows(header.Value!)
            ? await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {InstanceRows.HistoryKeys}"), cancellation)
            : [header.Value!];
        return await WithPlainStepsAsync(InstanceRows.ReadRecord(rows), cancellation);
    }

    public async Task<IReadOnlyList<string>> ReadHistoryAsync(InstanceHeader header, CancellationToken cancellation)
    {
        var (from, to) = InstanceRows.HistoryRange(header.Execution);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {InstanceRows.PartitionOf(header.Id)} and RowKey ge {from} and RowKey lt {to}");
        return [.. LongText.ReadAll(await QueryAsync(filter, cancellation)).Take(header.Batches)];
    }

    public async Task CommitAsync(Commit commit, CancellationToken cancellation)
    {
        if (commit.IsPlain)
        {
            await table.UpsertEntityAsync(InstanceRows.PlainStep(commit), TableUpdateMode.Replace, cancellation);
            return;
        }

        foreach (List<TableEntity> rows in LongText.Transactions(InstanceRows.Of(commit)))
        {
            await table.SubmitTransactionAsync(rows.Select(r => new TableTransactionAction(
                r.RowKey == InstanceRows.HeaderKey ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, r)), cancellation);
        }

        if (commit.Begins is { Replaces: true })
        {
            await DeleteAsync(commit.Header.Id, row => !row.Contains(commit.Header.Execution, StringComparison.Ordinal) && row != InstanceRows.HeaderKey, cancellation);
        }
    }

    public Task DeleteAsync(string id, CancellationToken cancellation) => DeleteAsync(id, _ => true, cancellation);

    public async IAsyncEnumerable<InstanceRecord> ListAsync(InstanceFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(InstanceRows.FilterOf(filter), cancellationToken: cancellation).AsPages())
        {
            counters.Read();
            foreach (TableEntity row in page.Values)
            {
                InstanceRecord record = InstanceRows.ReadRecord([row]);
                if (filter.Matches?.Invoke(record.Header) != false)
                {
                    yield return InstanceRows.HasMoreRows(row) ? await ReadAsync(record.Header.Id, cancellation) ?? record : record;
                }
            }
        }
    }

    /// <summary>The header row of an open instance may be older than the last of its plain steps.</summary>
    private async Task<InstanceRecord> WithPlainStepsAsync(InstanceRecord record, CancellationToken cancellation)
    {
        if (record.Header.HasEnded)
        {
            return record;
        }

        var (from, to) = InstanceRows.HistoryRange(record.Header.Execution, record.Header.Batches + 1);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {InstanceRows.PartitionOf(record.Header.Id)} and RowKey ge {from} and RowKey lt {to}");
        return InstanceRows.LastHeader(await QueryAsync(filter, cancellation)) is { } header ? record with { Header = header } : record;
    }

    private async Task<List<TableEntity>> QueryAsync(string filter, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).AsPages())
        {
            counters.Read();
            rows.AddRange(page.Values);
        }

        return rows;
    }

    /// <summary>The header goes last: what a crash leaves can be purged again.</summary>
    private async Task DeleteAsync(string id, Func<string, bool> which, CancellationToken cancellation)
    {
        const int most = 100;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {InstanceRows.PartitionOf(id)}");
        var keys = new List<TableEntity>();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            keys.Add(row);
        }

        counters.Read();
        foreach (TableEntity[] rows in keys.Where(r => which(r.RowKey)).OrderByDescending(r => r.RowKey, StringComparer.Ordinal).Chunk(most))
        {
            await table.SubmitTransactionAsync(rows.Select(r => new TableTransactionAction(TableTransactionActionType.Delete, r, ETag.All)), cancellation);
        }
    }
}

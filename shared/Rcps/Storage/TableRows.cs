using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>Reading and changing rows of one table, with the version checked at each change.</summary>
public sealed class TableRows(TableClient table)
{
    private const int MaxTries = 12;
    private const int BatchSize = 100;
    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;

    public TableClient Client => table;

    public async Task<Versioned<T>?> FindAsync<T>(string partition, string row, CancellationToken cancellationToken)
        where T : class
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            partition,
            row,
            cancellationToken: cancellationToken
        );
        return found is { HasValue: true, Value: { } entity }
            ? new Versioned<T>(JsonRow.Read<T>(entity), entity.ETag)
            : null;
    }

    /// <summary>The rows of a partition whose keys lie in the range, in their order.</summary>
    public async IAsyncEnumerable<T> RangeAsync<T>(
        string partition,
        (string From, string To) rows,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {rows.From} and RowKey lt {rows.To}"
        );
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return JsonRow.Read<T>(entity);
        }
    }

    /// <summary>All rows of a partition, in the order of their keys.</summary>
    public IAsyncEnumerable<TableEntity> PartitionAsync(string partition, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"),
            cancellationToken: cancellationToken
        );

    public Task PutAsync<T>(string partition, string row, T value, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(JsonRow.Write(partition, row, value), TableUpdateMode.Replace, cancellationToken);

    public async Task RemoveAsync(string partition, string row, CancellationToken cancellationToken) =>
        await table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);

    /// <summary>
    /// Changes a row as a function of what it is; done again when another writer was faster. Null from
    /// <paramref name="change"/> leaves it. Gives what then stands, null where there is none. What was
    /// <paramref name="read"/> before need not be read again.
    /// </summary>
    public async Task<Versioned<T>?> ChangeAsync<T>(
        string partition,
        string row,
        Func<T?, T?> change,
        CancellationToken cancellationToken,
        Versioned<T>? read = null
    )
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var current =
                attempt == 1 && read is not null ? read : await FindAsync<T>(partition, row, cancellationToken);
            var next = change(current?.Value);
            if (next is null || (current is not null && next.Equals(current.Value)))
            {
                return current;
            }

            if (await TryWriteAsync(Write(partition, row, next, current?.Version), cancellationToken) is { } version)
            {
                return new Versioned<T>(next, version);
            }

            if (attempt == MaxTries)
            {
                throw new TimeoutException("A row changes faster than it can be written.");
            }
        }
    }

    /// <summary>Writes the row if it still has that version; false where it does not.</summary>
    public async Task<bool> TryReplaceAsync<T>(
        string partition,
        string row,
        T value,
        ETag version,
        CancellationToken cancellationToken
    ) => await TryWriteAsync(Write(partition, row, value, version), cancellationToken) is not null;

    /// <summary>
    /// Writes the row if it still is what was read, or still is not there; null where it is not so.
    /// </summary>
    public async Task<Versioned<T>?> TrySaveAsync<T>(
        string partition,
        string row,
        T value,
        Versioned<T>? read,
        CancellationToken cancellationToken
    )
        where T : class =>
        await TryWriteAsync(Write(partition, row, value, read?.Version), cancellationToken) is { } version
            ? new Versioned<T>(value, version)
            : null;

    /// <summary>
    /// An action that writes the row if it still has that version; without a version: if it does not exist.
    /// </summary>
    public static TableTransactionAction Write<T>(string partition, string row, T value, ETag? version) =>
        version is { } tag
            ? new TableTransactionAction(
                TableTransactionActionType.UpdateReplace,
                JsonRow.Write(partition, row, value),
                tag
            )
            : new TableTransactionAction(TableTransactionActionType.Add, JsonRow.Write(partition, row, value));

    /// <summary>Carries the actions out, all or none; false where a version was no longer current.</summary>
    public async Task<bool> TryAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is NotFound or Conflict or PreconditionFailed)
        {
            return false;
        }
    }

    /// <summary>
    /// One row, without a transaction, which costs twice as much. Gives its new version, null where the version was no
    /// longer current.
    /// </summary>
    private async Task<ETag?> TryWriteAsync(TableTransactionAction write, CancellationToken cancellationToken)
    {
        try
        {
            var answer =
                write.ActionType == TableTransactionActionType.Add
                    ? await table.AddEntityAsync(write.Entity, cancellationToken)
                    : await table.UpdateEntityAsync(
                        write.Entity,
                        write.ETag,
                        TableUpdateMode.Replace,
                        cancellationToken
                    );
            return answer.Headers.ETag;
        }
        catch (RequestFailedException e) when (e.Status is NotFound or Conflict or PreconditionFailed)
        {
            return null;
        }
    }

    /// <summary>Writes many rows of one partition, a hundred at a time; each hundred is all or none.</summary>
    public async Task PutAllAsync(IEnumerable<TableEntity> entities, CancellationToken cancellationToken)
    {
        foreach (var batch in entities.Chunk(BatchSize))
        {
            await table.SubmitTransactionAsync(
                batch.Select(e => new TableTransactionAction(TableTransactionActionType.UpsertReplace, e)),
                cancellationToken
            );
        }
    }

    /// <summary>
    /// Removes a whole partition, or a range of its rows. May run twice at once: what the other one removed is passed
    /// over.
    /// </summary>
    public async Task RemoveAllAsync(
        string partition,
        (string From, string To)? rows,
        CancellationToken cancellationToken
    )
    {
        var filter = rows is { } range
            ? TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and RowKey ge {range.From} and RowKey lt {range.To}"
            )
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        while (!await TryRemoveAsync(partition, filter, cancellationToken)) { }
    }

    /// <summary>False where a row went away between the look and the removal: look again.</summary>
    private async Task<bool> TryRemoveAsync(string partition, string filter, CancellationToken cancellationToken)
    {
        var keys = new List<TableEntity>();
        await foreach (
            var entity in table.QueryAsync<TableEntity>(
                filter,
                select: ["PartitionKey", "RowKey"],
                cancellationToken: cancellationToken
            )
        )
        {
            keys.Add(entity);
        }

        try
        {
            foreach (var batch in keys.Chunk(BatchSize))
            {
                await table.SubmitTransactionAsync(
                    batch.Select(e => new TableTransactionAction(
                        TableTransactionActionType.Delete,
                        new TableEntity(partition, e.RowKey),
                        ETag.All
                    )),
                    cancellationToken
                );
            }

            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }
}

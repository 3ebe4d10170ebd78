using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>
/// Counts the uses of each user by calendar minute, in one row a user and use, so that all instances of the app count
/// together. The rows are remembered: a user whose limit is reached costs the storage nothing until the minute ends.
/// </summary>
public sealed class UseCounter
{
    internal const string Table = "UserLimits";

    private const string MinuteColumn = "Minute";
    private const string CountColumn = "Count";
    private const int MaxAttempts = 8;
    private const int MaxBatch = 100;
    private const int MaxRemembered = 5_000;

    private readonly TableClient table;
    private readonly AccessOptions limits;
    private readonly TimeProvider time;
    private readonly BatchWriter<UseKey, UseVerdict> batches;
    private readonly ConcurrentDictionary<UseKey, UseCount> remembered = new();

    public UseCounter(TableServiceClient tables, IOptions<AccessOptions> options, TimeProvider time)
    {
        (table, limits, this.time) = (tables.GetTableClient(Table), options.Value, time);
        batches = new(MaxBatch, CountAsync);
    }

    /// <summary>Counts one use, where the limit allows it.</summary>
    /// <exception cref="RequestFailedException">The storage does not answer.</exception>
    internal Task<UseVerdict> CountAsync(string user, LimitedUse use, CancellationToken cancellationToken)
    {
        var key = UseKey.From(user, use);
        return batches.AddAsync(key.ToString(), key).WaitAsync(cancellationToken);
    }

    /// <summary>Removes the rows of users who have used nothing since then; gives their number.</summary>
    public async Task<int> RemoveUnusedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var removed = 0;
        var minute = since.ToUnixTimeSeconds() / 60;
        var unused = TableClient.CreateQueryFilter($"Minute lt {minute}");
        await foreach (var row in table.QueryAsync<TableEntity>(unused, cancellationToken: cancellationToken))
        {
            try
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
                removed++;
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412)
            {
                // Used at this moment.
            }
        }

        return removed;
    }

    /// <summary>Counts the uses of one user that came together in one write.</summary>
    private async Task<IReadOnlyList<UseVerdict>> CountAsync(string batch, IReadOnlyList<UseKey> uses)
    {
        var (key, minute) = (uses[0], time.GetUtcNow().ToUnixTimeSeconds() / 60);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            // Taken out: after a failure nobody knows what the row says.
            var row = remembered.TryRemove(key, out var known) ? known : await ReadAsync(key);
            var before = row.Minute == minute ? row.Count : 0;
            var admitted = Math.Clamp(LimitOf(key.Use) - before, 0, uses.Count);
            var next = row with { Minute = minute, Count = before + admitted };
            var after = admitted == 0 ? row : await TryWriteAsync(key, next);
            if (after is not null)
            {
                Remember(key, after);
                return [.. uses.Select((_, index) => index < admitted ? UseVerdict.Counted : UseVerdict.OverLimit)];
            }

            // Real time, whatever clock the app has: another instance is writing.
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20 * attempt)), TimeProvider.System);
        }

        return [.. uses.Select(_ => UseVerdict.NotCounted)];
    }

    private async Task<UseCount> ReadAsync(UseKey key)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(key.User, key.Use.ToString());
        return found is { HasValue: true, Value: { } row }
            ? new UseCount(row.GetInt64(MinuteColumn) ?? 0, row.GetInt32(CountColumn) ?? 0, row.ETag)
            : new UseCount(Minute: 0, Count: 0, Version: null);
    }

    /// <summary>The count as written, or null where another instance was first.</summary>
    private async Task<UseCount?> TryWriteAsync(UseKey key, UseCount count)
    {
        var row = new TableEntity(key.User, key.Use.ToString())
        {
            [MinuteColumn] = count.Minute,
            [CountColumn] = count.Count,
        };
        try
        {
            var answer = count.Version is { } version
                ? await table.UpdateEntityAsync(row, version, TableUpdateMode.Replace)
                : await table.AddEntityAsync(row);
            return count with { Version = answer.Headers.ETag };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            // Another instance was first, or the row was removed.
            return null;
        }
    }

    private void Remember(UseKey key, UseCount count)
    {
        if (remembered.Count >= MaxRemembered)
        {
            remembered.Clear();
        }

        remembered[key] = count;
    }

    private int LimitOf(LimitedUse use) => use == LimitedUse.Search ? limits.SearchesPerMinute : limits.LinksPerMinute;
}

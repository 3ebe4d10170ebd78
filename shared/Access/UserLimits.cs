using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Krypton.Traces;
using Microsoft.Extensions.Options;

namespace Krypton.Access;

/// <summary>What a user may do only so often.</summary>
public enum LimitedUse
{
    Search,
    Link,
}

/// <summary>
/// The limit of each user on searches and links, against harvesting. Counted by calendar minute in one row a user and use, so that all instances
/// of the app count together. What this instance knows of the minute it remembers, so that a user over the limit, or a burst of one, costs Krypton nothing and storage the trace of the refusal alone.
/// </summary>
public sealed class UserLimits(TableServiceClient tables, IOptions<AccessOptions> options, TraceWriter traces, TimeProvider time)
{
    internal const string Table = "UserLimits";

    private const int Attempts = 8;
    private const int MostUsers = 5_000;
    private readonly TableClient table = tables.GetTableClient(Table);
    private readonly Dictionary<(string User, LimitedUse Use), (long Minute, int Count)> known = [];

    /// <summary>
    /// Does the work while its use is counted, so that counting adds nothing to its time. What it brings is given only within the limit; else the work is called off,
    /// and not begun where this instance knows the limit as reached.
    /// </summary>
    public async Task<Outcome<T>> CountedAsync<T>(Caller caller, LimitedUse use, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        where T : notnull
    {
        var now = time.GetUtcNow();
        if (!Admits(caller, use, MinuteOf(now)))
        {
            return await RefuseAsync(caller, use, RestOfMinute(now), cancellationToken);
        }

        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var done = work(calledOff.Token);
        try
        {
            return await CountAsync(caller, use, now, cancellationToken) is { } refusal ? refusal : await done;
        }
        finally
        {
            await calledOff.CancelAsync();
            await ((Task)done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Counts one use. Null where it is within the limit; 429 with the rest of the minute where not (traced); 503 where storage does not answer.</summary>
    public async Task<Failure?> RefusalAsync(Caller caller, LimitedUse use, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Admits(caller, use, MinuteOf(now)) ? await CountAsync(caller, use, now, cancellationToken) : await RefuseAsync(caller, use, RestOfMinute(now), cancellationToken);
    }

    private async Task<Failure?> CountAsync(Caller caller, LimitedUse use, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                switch (await TryCountAsync(caller, use, MinuteOf(now), cancellationToken))
                {
                    case true: return null;
                    case false: return await RefuseAsync(caller, use, RestOfMinute(now), cancellationToken);
                    default: await Task.Delay(Random.Shared.Next(5, 20 * attempt), cancellationToken); break;
                }
            }
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return StorageFailure.Now;
        }

        // So many uses of one user at the same instant that the row cannot be won: too many by any measure.
        return await RefuseAsync(caller, use, TimeSpan.FromSeconds(1), cancellationToken);
    }

    /// <summary>True: counted. False: over the limit. Null: another request was faster, try again.</summary>
    private async Task<bool?> TryCountAsync(Caller caller, LimitedUse use, long minute, CancellationToken cancellationToken)
    {
        var partition = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.User)));
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, use.ToString(), cancellationToken: cancellationToken);
        var row = found.HasValue ? found.Value! : new TableEntity(partition, use.ToString());
        var count = row.GetInt64("Minute") == minute ? row.GetInt32("Count") ?? 0 : 0;
        Learn(caller, use, minute, count);
        if (count >= LimitOf(use))
        {
            return false;
        }

        (row["Minute"], row["Count"]) = (minute, count + 1);
        try
        {
            _ = found.HasValue
                ? await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken)
                : await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>False where this instance knows of as many uses as the minute allows. A use that is admitted counts from now on.</summary>
    private bool Admits(Caller caller, LimitedUse use, long minute)
    {
        lock (known)
        {
            var count = KnownOf(caller, use, minute);
            if (count >= LimitOf(use))
            {
                return false;
            }

            if (known.Count >= MostUsers)
            {
                known.Clear();
            }

            known[(caller.User, use)] = (minute, count + 1);
            return true;
        }
    }

    /// <summary>The row knows what other instances counted.</summary>
    private void Learn(Caller caller, LimitedUse use, long minute, int count)
    {
        lock (known)
        {
            known[(caller.User, use)] = (minute, Math.Max(count, KnownOf(caller, use, minute)));
        }
    }

    private int KnownOf(Caller caller, LimitedUse use, long minute) => known.TryGetValue((caller.User, use), out var uses) && uses.Minute == minute ? uses.Count : 0;

    private static long MinuteOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / 60;

    private static TimeSpan RestOfMinute(DateTimeOffset now) => TimeSpan.FromSeconds(60 - now.Second);

    private int LimitOf(LimitedUse use) => use == LimitedUse.Search ? options.Value.SearchesPerMinute : options.Value.LinksPerMinute;

    private async Task<Failure> RefuseAsync(Caller caller, LimitedUse use, TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        await traces.WriteAsync(
            TraceEntry.By(caller, TraceAction.AccessRefused) with { Outcome = TraceOutcome.Refused, Detail = new Dictionary<string, string> { ["why"] = "limit", ["use"] = use.ToString() } },
            cancellationToken);
        return new Failure(FailureKind.TooMany, "too-many-requests", "The user's own limit is reached.", RetryAfter: retryAfter);
    }
}

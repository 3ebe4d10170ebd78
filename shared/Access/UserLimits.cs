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
/// of the app count together.
/// </summary>
public sealed class UserLimits(TableServiceClient tables, IOptions<AccessOptions> options, TraceWriter traces, TimeProvider time)
{
    internal const string Table = "UserLimits";

    private const int Attempts = 8;
    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Counts one use. Null where it is within the limit; 429 with the rest of the minute where not (traced); 503 where storage does not answer.</summary>
    public async Task<Failure?> RefusalAsync(Caller caller, LimitedUse use, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                switch (await TryCountAsync(caller, use, now.ToUnixTimeSeconds() / 60, cancellationToken))
                {
                    case true: return null;
                    case false: return await RefuseAsync(caller, use, TimeSpan.FromSeconds(60 - now.Second), cancellationToken);
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

    private int LimitOf(LimitedUse use) => use == LimitedUse.Search ? options.Value.SearchesPerMinute : options.Value.LinksPerMinute;

    private async Task<Failure> RefuseAsync(Caller caller, LimitedUse use, TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        await traces.WriteAsync(
            TraceEntry.By(caller, TraceAction.AccessRefused) with { Outcome = TraceOutcome.Refused, Detail = new Dictionary<string, string> { ["why"] = "limit", ["use"] = use.ToString() } },
            cancellationToken);
        return new Failure(FailureKind.TooMany, "too-many-requests", "The user's own limit is reached.", RetryAfter: retryAfter);
    }
}

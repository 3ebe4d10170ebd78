using Azure.Data.Tables;
using KryptonFunctions.Observability;
using KryptonFunctions.Rcps.Storage;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// How many searches an RCP may cause in a day by announcing traits that were not searched before: without a bound,
/// who changes them again and again would search Krypton's patients past the limit of a user. Repeated searches for
/// the same traits have a bound of their own, some thirty a day for each pré-fiche.
/// </summary>
public sealed class SearchBudget(
    TableServiceClient tables,
    RcpStore rcps,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    private const int PerPreFiche = 3;

    private readonly TableRows rows = new(tables.GetTableClient(RcpKeys.Table));

    /// <summary>
    /// Counts a search. Null where it may be made; else when the next may, the beginning of the next day. A step that
    /// is repeated counts again.
    /// </summary>
    public async Task<DateTimeOffset?> TakeAsync(string rcpId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var counted = await rows.ChangeAsync<Searches>(
            RcpKeys.Partition(rcpId),
            RcpKeys.Searches(now),
            before => new Searches((before?.Count ?? 0) + 1),
            cancellationToken
        );
        var count = counted!.Value.Count;
        if (count <= options.Value.SearchesPerDay || count <= await OfPreFichesAsync(rcpId, cancellationToken))
        {
            return null;
        }

        KryptonMetrics.LimitHit("searches-of-rcp");
        return new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
    }

    private async Task<int> OfPreFichesAsync(string rcpId, CancellationToken cancellationToken) =>
        PerPreFiche * (await rcps.PreFichesAsync(rcpId, cancellationToken)).Count(p => !p.Withdrawn);

    private sealed record Searches(int Count);
}

using Azure.Data.Tables;
using KryptonFunctions.Rcps.News;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>The table <c>Rcps</c>: RCPs and their pré-fiches.</summary>
public sealed class RcpStore(TableServiceClient tables)
{
    private const int RowsPerTransaction = 100;
    private readonly TableRows rows = new(tables.GetTableClient(RcpKeys.Table));

    public Task<Versioned<Rcp>?> FindAsync(string rcpId, CancellationToken cancellationToken) =>
        rows.FindAsync<Rcp>(RcpKeys.Partition(rcpId), RcpKeys.Header, cancellationToken);

    /// <summary>
    /// True where the RCP's instances were told of another version than this; false too where they were told of
    /// none yet, and then each looks by itself.
    /// </summary>
    public async Task<bool> HasPendingNotificationAsync(Rcp rcp, CancellationToken cancellationToken) =>
        await rows.FindAsync<ToldRow>(RcpKeys.Partition(rcp.RcpId), RcpKeys.Told, cancellationToken) is { } told
        && told.Value.Version != rcp.Version;

    /// <summary>The RCP's instances have been told of this version.</summary>
    public Task MarkNotifiedAsync(string rcpId, int version, CancellationToken cancellationToken) =>
        rows.PutAsync(RcpKeys.Partition(rcpId), RcpKeys.Told, new ToldRow(version), cancellationToken);

    /// <summary>What the DCC was told last; null before.</summary>
    public Task<Versioned<ToldNews>?> LastNewsAsync(string rcpId, CancellationToken cancellationToken) =>
        rows.FindAsync<ToldNews>(RcpKeys.Partition(rcpId), RcpKeys.News, cancellationToken);

    /// <summary>Saves it if nobody has since it was read; null where somebody has.</summary>
    public Task<Versioned<ToldNews>?> SaveNewsAsync(
        string rcpId,
        ToldNews news,
        Versioned<ToldNews>? last,
        CancellationToken cancellationToken
    ) => rows.TrySaveAsync(RcpKeys.Partition(rcpId), RcpKeys.News, news, last, cancellationToken);

    /// <summary>The pré-fiches of the RCP, the withdrawn ones too, in the order of their ids.</summary>
    public async Task<IReadOnlyList<PreFiche>> PreFichesAsync(string rcpId, CancellationToken cancellationToken) =>
        await rows.RangeAsync<PreFiche>(RcpKeys.Partition(rcpId), RcpKeys.AllPreFiches, cancellationToken)
            .ToListAsync(cancellationToken);

    public async Task<PreFiche?> FindPreFicheAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    ) =>
        (
            await rows.FindAsync<PreFiche>(RcpKeys.Partition(rcpId), RcpKeys.PreFiche(preFicheId), cancellationToken)
        )?.Value;

    /// <summary>Changes a pré-fiche that exists; gives it as it then is, or null where there is none.</summary>
    public async Task<PreFiche?> ChangePreFicheAsync(
        string rcpId,
        string preFicheId,
        Func<PreFiche, PreFiche> change,
        CancellationToken cancellationToken
    ) =>
        (
            await rows.ChangeAsync<PreFiche>(
                RcpKeys.Partition(rcpId),
                RcpKeys.PreFiche(preFicheId),
                current => current is null ? null : change(current),
                cancellationToken
            )
        )?.Value;

    /// <summary>
    /// Saves the RCP and those pré-fiches that are new or changed; false where the RCP has changed since it was
    /// read. Up to 99 pré-fiches are one transaction with the RCP; of more, the RCP comes with the last, so
    /// that a save that broke off is seen as not done and can be repeated.
    /// </summary>
    public async Task<bool> SaveAsync(
        Rcp rcp,
        Versioned<Rcp>? before,
        IReadOnlyCollection<PreFiche> changed,
        CancellationToken cancellationToken
    )
    {
        var partition = RcpKeys.Partition(rcp.RcpId);
        await rows.PutAsync(RcpKeys.Day(rcp.StartsAt), rcp.RcpId, new DayRow(rcp.RcpId), cancellationToken);
        var writes = changed.Select(p => JsonRow.Write(partition, RcpKeys.PreFiche(p.PreFicheId), p)).ToList();
        var early = Math.Max(0, writes.Count - (RowsPerTransaction - 1));
        await rows.PutAllAsync(writes.Take(early), cancellationToken);
        TableTransactionAction[] last =
        [
            .. writes.Skip(early).Select(e => new TableTransactionAction(TableTransactionActionType.UpsertReplace, e)),
            TableRows.Write(partition, RcpKeys.Header, rcp, before?.Version),
        ];
        if (!await rows.TryAsync(last, cancellationToken))
        {
            return false;
        }

        if (before is not null && RcpKeys.Day(before.Value.StartsAt) != RcpKeys.Day(rcp.StartsAt))
        {
            await rows.RemoveAsync(RcpKeys.Day(before.Value.StartsAt), rcp.RcpId, cancellationToken);
        }

        return true;
    }

    /// <summary>
    /// The ids of the RCPs that start within these days; the days are whole, and an id may be of an RCP that has
    /// moved away.
    /// </summary>
    public async IAsyncEnumerable<string> OnDaysAsync(
        DateTimeOffset first,
        DateTimeOffset last,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (from, to) = RcpKeys.Days(first, last);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}");
        await foreach (
            var row in rows.Client.QueryAsync<TableEntity>(
                filter,
                select: ["RowKey"],
                cancellationToken: cancellationToken
            )
        )
        {
            yield return row.RowKey;
        }
    }

    /// <summary>Removes the RCP with all its traits.</summary>
    public async Task RemoveAsync(Rcp rcp, CancellationToken cancellationToken)
    {
        await rows.RemoveAllAsync(RcpKeys.Partition(rcp.RcpId), rows: null, cancellationToken);
        await rows.RemoveAsync(RcpKeys.Day(rcp.StartsAt), rcp.RcpId, cancellationToken);
    }

    private sealed record DayRow(string RcpId);

    private sealed record ToldRow(int Version);
}

using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace KryptonFunctions.ViewerLinks;

/// <summary>
/// The table <c>ViewerLinks</c>. Partition: the first two characters of the token's hash; row: the hash. The token
/// itself is nowhere.
/// </summary>
public sealed class ViewerLinkTable(TableServiceClient tables)
{
    public const string Name = "ViewerLinks";

    private const string Content = "Link";
    private const string Expires = "ExpiresAt";
    private readonly TableClient table = tables.GetTableClient(Name);

    /// <summary>
    /// Keeps a new link. Written over what is there: no other link has the hash, but the client repeats a write whose
    /// answer was lost.
    /// </summary>
    public Task AddAsync(string hash, ViewerLink link, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(Entity(hash, link), TableUpdateMode.Replace, cancellationToken);

    /// <summary>The link and its version, or null.</summary>
    public async Task<StoredLink?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition(hash),
            hash,
            cancellationToken: cancellationToken
        );
        return found.HasValue && JsonSerializer.Deserialize<ViewerLink>(found.Value!.GetString(Content)) is { } link
            ? new StoredLink(link, found.Value.ETag)
            : null;
    }

    /// <summary>Writes over the version that was read; the new version, or null where somebody was faster.</summary>
    public async Task<ETag?> TryReplaceAsync(
        string hash,
        ViewerLink link,
        ETag version,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var response = await table.UpdateEntityAsync(
                Entity(hash, link),
                version,
                TableUpdateMode.Replace,
                cancellationToken
            );
            return response.Headers.ETag;
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
            return null;
        }
    }

    /// <summary>Removes links that ended before this instant; gives their number.</summary>
    public async Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0;
        var ended = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"ExpiresAt lt {before}"),
            select: ["PartitionKey", "RowKey"],
            cancellationToken: cancellationToken
        );
        await foreach (var row in ended)
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
            removed++;
        }

        return removed;
    }

    /// <summary>All links, ended ones too, by the hashes of their tokens.</summary>
    public IAsyncEnumerable<KeyValuePair<string, ViewerLink>> AllAsync(CancellationToken cancellationToken) =>
        table
            .QueryAsync<TableEntity>(cancellationToken: cancellationToken)
            .Select(row => (row.RowKey, Link: JsonSerializer.Deserialize<ViewerLink>(row.GetString(Content))))
            .Where(row => row.Link is not null)
            .Select(row => KeyValuePair.Create(row.RowKey, row.Link!));

    public async Task RemoveAsync(string hash, CancellationToken cancellationToken) =>
        await table.DeleteEntityAsync(Partition(hash), hash, ETag.All, cancellationToken);

    private static TableEntity Entity(string hash, ViewerLink link) =>
        new(Partition(hash), hash) { [Content] = JsonSerializer.Serialize(link), [Expires] = link.ExpiresAt };

    private static string Partition(string hash) => hash[..2];
}

/// <summary>A link as it was read.</summary>
/// <param name="Link">What it opens.</param>
/// <param name="Version">Of its row.</param>
public sealed record StoredLink(ViewerLink Link, ETag Version);

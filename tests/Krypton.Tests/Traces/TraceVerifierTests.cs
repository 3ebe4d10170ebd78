using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Krypton.Traces;
using Shouldly;
using Xunit;

namespace Krypton.Tests.Traces;

[Collection(nameof(TraceStore))]
public sealed class TraceVerifierTests
{
    private readonly TraceStore store;

    public TraceVerifierTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task AnEmptyChainIsWhole() => (await store.VerifyAsync(store.Partition("nobody"))).ShouldBe(new TraceVerification.Whole(0, TraceChain.Empty.Hash));

    [Fact]
    public async Task ADeletedTraceIsFound()
    {
        var rows = await FiveTracesAsync();

        await store.Table.DeleteEntityAsync(rows[2].PartitionKey, rows[2].RowKey, ETag.All, Token);

        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(3, "missing"));
    }

    [Fact]
    public async Task ADeletedLastTraceIsFound()
    {
        var rows = await FiveTracesAsync();

        await store.Table.DeleteEntityAsync(rows[4].PartitionKey, rows[4].RowKey, ETag.All, Token);

        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(5, "missing"));
    }

    [Fact]
    public async Task AChangedTraceIsFound()
    {
        var rows = await FiveTracesAsync();

        rows[1]["Json"] = rows[1].GetString("Json").Replace("dr.martin@chu", "dr.nobody@chu", StringComparison.Ordinal);
        await store.Table.UpdateEntityAsync(rows[1], ETag.All, TableUpdateMode.Replace, Token);

        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(2, "changed"));
    }

    [Fact]
    public async Task ATraceMovedToAnotherInstantIsFound()
    {
        var rows = await FiveTracesAsync();

        await store.Table.DeleteEntityAsync(rows[3].PartitionKey, rows[3].RowKey, ETag.All, Token);
        rows[3].RowKey = TraceKeys.Row(store.Time.GetUtcNow().AddDays(-1), new TraceId(rows[3].RowKey.Split('|')[2]));
        await store.Table.AddEntityAsync(rows[3], Token);

        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(4, "changed"));
    }

    [Fact]
    public async Task AnInsertedTraceIsFound()
    {
        var rows = await FiveTracesAsync();

        rows[1].RowKey = TraceKeys.Row(store.Time.GetUtcNow().AddDays(-1), new TraceId("01K000000000000000000000ZZ"));
        await store.Table.AddEntityAsync(rows[1], Token);

        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(2, "inserted"));
    }

    [Fact]
    public async Task AnAppendedTraceWithoutTheHeadIsFound()
    {
        var rows = await FiveTracesAsync();

        var json = rows[4].GetString("Json");
        var chain = new TraceChain(5, rows[4].GetString("Hash")).Add(json);
        rows[4].RowKey = TraceKeys.Row(store.Time.GetUtcNow(), new TraceId("01K000000000000000000000ZZ"));
        (rows[4]["Seq"], rows[4]["Hash"]) = (chain.Count, chain.Hash);
        await store.Table.AddEntityAsync(rows[4], Token);

        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(6, "inserted"));
    }

    [Fact]
    public async Task ADigestIsWrittenOnceADayAndKeepsTheNextDaysApart()
    {
        await FiveTracesAsync();
        await store.IndexAsync();
        var day = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);

        await store.Get<TraceDigests>().CatchUpAsync(day, Token);
        await store.Get<TraceDigests>().CatchUpAsync(day, Token);

        var blob = store.Get<BlobServiceClient>().GetBlobContainerClient(TraceDigests.Container).GetBlobClient($"{day:yyyy/MM/dd}.txt");
        var lines = (await blob.DownloadContentAsync(Token)).Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(l => l.StartsWith(store.Partition("P"), StringComparison.Ordinal)).ShouldBe(1);
        lines[^1].Trim().ShouldBe("end");
        (await store.Get<TraceDigests>().CheckAsync(day, Token)).ShouldBeEmpty();
    }

    /// <summary>Somebody with the keys of the storage account changes a trace and makes every later hash and the head anew.</summary>
    [Fact]
    public async Task ARewrittenChainDoesNotHoldAgainstItsDigest()
    {
        var rows = await FiveTracesAsync();
        await store.IndexAsync();
        var day = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);
        await store.Get<TraceDigests>().CatchUpAsync(day, Token);

        var chain = TraceChain.Empty;
        foreach (var row in rows)
        {
            row["Json"] = row.GetString("Json").Replace("dr.martin@chu", "dr.nobody@chu", StringComparison.Ordinal);
            chain = chain.Add(row.GetString("Json"));
            row["Hash"] = chain.Hash;
            await store.Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Token);
        }

        await store.Table.UpsertEntityAsync(new TableEntity(store.Partition("P"), TraceKeys.HeadRow) { ["Count"] = chain.Count, ["Hash"] = chain.Hash }, TableUpdateMode.Replace, Token);

        (await VerifyAsync()).ShouldBeOfType<TraceVerification.Whole>();
        (await store.Get<TraceDigests>().CheckAsync(day, Token)).ShouldBe([store.Partition("P")]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<TraceVerification> VerifyAsync() => store.VerifyAsync(store.Partition("P"));

    private async Task<List<TableEntity>> FiveTracesAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            await store.WriteAsync(TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed) with { Patient = "P" });
            store.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var partition = store.Partition("P");
        var rows = await store.Table.QueryAsync<TableEntity>(e => e.PartitionKey == partition, cancellationToken: Token).ToListAsync(Token);
        return [.. rows.Where(r => r.RowKey != TraceKeys.HeadRow).OrderBy(r => r.GetInt64("Seq"))];
    }
}

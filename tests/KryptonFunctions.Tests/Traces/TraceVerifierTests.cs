using Azure;
using Azure.Data.Tables;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

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
    public async Task AnEmptyChainIsWhole() =>
        (await store.VerifyAsync(store.Partition("nobody"))).ShouldBe(
            new TraceVerification.Whole(0, TraceChain.Empty.Hash)
        );

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
    public async Task AChainCutOffTogetherWithItsHeadIsFoundByWhatADigestKnows()
    {
        var rows = await FiveTracesAsync();
        var whole = new TraceChain(5, rows[4].GetString("Hash"));

        await store.Table.DeleteEntityAsync(rows[3].PartitionKey, rows[3].RowKey, ETag.All, Token);
        await store.Table.DeleteEntityAsync(rows[4].PartitionKey, rows[4].RowKey, ETag.All, Token);
        await store.PutHeadAsync(
            store.Partition("P"),
            new TraceChain(3, rows[2].GetString("Hash")),
            store.Get<TraceSeals>()
        );

        (await VerifyAsync()).ShouldBe(new TraceVerification.Whole(3, rows[2].GetString("Hash")));
        (await store.Get<TraceVerifier>().VerifyAsync(store.Partition("P"), [whole], Token)).ShouldBe(
            new TraceVerification.Broken(4, "missing")
        );
    }

    /// <summary>Either is enough: a hash that the traces do not give, or a head that is not ours.</summary>
    [Fact]
    public async Task AHeadThatDoesNotHoldIsFound()
    {
        var rows = await FiveTracesAsync();
        var (partition, seals) = (store.Partition("P"), store.Get<TraceSeals>());

        await store.PutHeadAsync(partition, new TraceChain(5, rows[3].GetString("Hash")), seals);
        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(5, "head"), "another hash under a true seal");

        await store.PutHeadAsync(partition, new TraceChain(5, rows[4].GetString("Hash")));
        (await VerifyAsync()).ShouldBe(new TraceVerification.Broken(5, "head"), "the right hash without a seal");
    }

    [Fact]
    public async Task TheSealIsOverTheNumberToo()
    {
        var row = (await FiveTracesAsync())[1];
        var seals = store.Get<TraceSeals>();
        seals.Holds(row).ShouldBeTrue();

        row["Seq"] = 3L;

        seals.Holds(row).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg", false)]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", false)]
    [InlineData("0123456789abcdef", false)]
    [InlineData(null, false)]
    public void AHashIsSixtyFourDigits(string? text, bool isHash)
    {
        TraceChain.IsHash(text, out var hash).ShouldBe(isHash);
        hash.ShouldBe(isHash ? text : null);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<TraceVerification> VerifyAsync() => store.VerifyAsync(store.Partition("P"));

    private Task<List<TableEntity>> FiveTracesAsync() => store.FiveTracesAsync("P");
}

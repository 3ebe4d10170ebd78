using Azure;
using Azure.Data.Tables;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>
/// What somebody can do who may write the tables of the storage account, but not read the vault: nothing that stays
/// unseen.
/// </summary>
[Collection(nameof(TraceStore))]
public sealed class TraceAttackTests
{
    private const int Broken = 3030;
    private const int ForeignHead = 3034;
    private const int CutOff = 3035;

    private readonly TraceStore store;

    public TraceAttackTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    private string Partition => store.Partition("P");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TraceEntry Listed =>
        TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed) with
        {
            Patient = "P",
        };

    [Fact]
    public async Task AChainThatIsTakenOutOfTheIndexIsDigestedAllTheSame()
    {
        await store.FiveTracesAsync("P");
        await store.IndexAsync();
        var today = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);
        await store.Index.DeleteEntityAsync(TraceIndexKeys.Touched(today), Partition, ETag.All, Token);

        await store.NightAsync();

        (await store.DigestAsync(today)).ShouldContain(l => l.StartsWith($"{Partition} 5 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AChainThatIsRemovedWholeOnItsFirstDayIsMissed()
    {
        await store.FiveTracesAsync("P");
        await store.IndexAsync();
        await foreach (
            var row in store.Table.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", cancellationToken: Token)
        )
        {
            await store.Table.DeleteEntityAsync(row, ETag.All, Token);
        }

        await store.NightAsync();

        store.Alerts(Broken, Partition).ShouldBe([$"The chain of traces {Partition} is broken at trace 1: missing."]);
    }

    /// <summary>Whole in itself, on its first day, when no digest holds it yet.</summary>
    [Fact]
    public async Task AChainThatIsRewrittenBeforeItsFirstDigestIsFound()
    {
        var rows = await store.FiveTracesAsync("P");
        await store.RewriteAsync(rows);

        (await store.VerifyAsync(Partition)).ShouldBe(new TraceVerification.Broken(1, "forged"));
    }

    [Fact]
    public async Task AChainThatAnotherCarriesOnIsFoundAlsoWhenTheAppGoesOnAfterIt()
    {
        var rows = await store.FiveTracesAsync("P");
        var forged = new Trace(new TraceId("01K000000000000000000000ZZ"), store.Time.GetUtcNow(), Listed);
        var json = forged.ToCanonicalJson();
        var chain = new TraceChain(5, rows[4].GetString("Hash")).Add(json);
        var seal = rows[4].GetString("Seal");
        await store.Table.AddEntityAsync(
            new TableEntity(Partition, TraceKeys.Row(forged.At, forged.Id))
            {
                ["Seq"] = chain.Count,
                ["Hash"] = chain.Hash,
                ["Json"] = json,
                ["Seal"] = seal,
                ["KeyId"] = rows[4].GetString("KeyId"),
            },
            Token
        );
        await store.PutHeadAsync(Partition, chain);

        await using var restarted = store.AnotherInstance();
        await restarted.GetRequiredService<TraceWriter>().WriteAsync(Listed, Token);

        (await store.VerifyAsync(Partition)).ShouldBe(new TraceVerification.Broken(6, "forged"));
        TraceStore.Alerts(restarted, ForeignHead, Partition).ShouldHaveSingleItem();
    }

    /// <summary>The old head bears a true seal; only who saw the newer one can tell.</summary>
    [Fact]
    public async Task AChainThatIsCutOffIsToldAtTheNextTrace()
    {
        await store.WriteAsync(Listed);
        var old = (await store.Table.GetEntityAsync<TableEntity>(Partition, TraceKeys.HeadRow, null, Token)).Value;
        store.Time.Advance(TimeSpan.FromSeconds(1));
        var cut = await store.WriteAsync(Listed);
        var row = TraceKeys.Row(store.Time.GetUtcNow(), cut);
        await store.Table.DeleteEntityAsync(Partition, row, ETag.All, Token);
        await store.Table.UpsertEntityAsync(old, TableUpdateMode.Replace, Token);

        await store.WriteAsync(Listed);

        store
            .Alerts(CutOff, Partition)
            .ShouldBe([$"The chain of traces {Partition} was cut off: it had 2 traces and has 1."]);
    }

    [Fact]
    public async Task AForeignPartitionDoesNotKeepTheNightFromItsDigest()
    {
        await store.FiveTracesAsync("P");
        var today = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);
        var month = Partition[..7];
        await store.Table.AddEntityAsync(new TableEntity($"{month}somebody's own", TraceKeys.HeadRow), Token);
        await store.Index.AddEntityAsync(new TableEntity(TraceIndexKeys.Touched(today), "no partition"), Token);

        await store.NightAsync();

        (await store.DigestAsync(today))[^1].ShouldBe("end");
        store.Alerts(Broken, $"{month}somebody's own").ShouldNotBeEmpty();
        store.Alerts(Broken, "no partition").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AKeyMayBeExchangedAndWhatItSealedStaysWhole()
    {
        await store.FiveTracesAsync("P");
        var newKey = Convert.ToBase64String(new byte[32]);
        var oldKey = Convert.ToBase64String(DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.TraceChain));
        await using var exchanged = store.AnotherInstance(
            ("Traces:ChainKey", newKey),
            ("Traces:EarlierChainKeys:0", oldKey)
        );
        await using var forgetful = store.AnotherInstance(("Traces:ChainKey", newKey));

        await exchanged.GetRequiredService<TraceWriter>().WriteAsync(Listed, Token);

        (await exchanged.GetRequiredService<TraceVerifier>().VerifyAsync(Partition, [], Token))
            .ShouldBeOfType<TraceVerification.Whole>()
            .Count.ShouldBe(6);
        (await forgetful.GetRequiredService<TraceVerifier>().VerifyAsync(Partition, [], Token)).ShouldBe(
            new TraceVerification.Broken(1, "forged")
        );
    }

    /// <summary>An auditor is not shown what somebody wrote over a trace, but told that one is missing.</summary>
    [Fact]
    public async Task AChangedTraceIsNotShown()
    {
        var rows = await store.FiveTracesAsync("P");
        rows[1]["Json"] = rows[1].GetString("Json").Replace("dr.martin@chu", "dr.nobody@chu", StringComparison.Ordinal);
        await store.Table.UpdateEntityAsync(rows[1], ETag.All, TableUpdateMode.Replace, Token);

        var query = new TraceQuery.OfPatient("P")
        {
            From = store.Time.GetUtcNow().AddDays(-1),
            To = store.Time.GetUtcNow(),
            Limit = 50,
        };
        var page = (await store.Get<TraceReader>().ReadAsync(TraceStore.Auditor, query, Token))
            .ShouldBeOfType<Outcome<TracePage>.Ok>()
            .Value;

        page.Traces.Count.ShouldBe(4);
        page.Missing.ShouldBe(1);
    }
}

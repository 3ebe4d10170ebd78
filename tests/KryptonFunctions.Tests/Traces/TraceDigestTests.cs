using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>
/// What the nightly run finds when somebody with the keys of the storage account was there before it.
/// </summary>
[Collection(nameof(TraceStore))]
public sealed class TraceDigestTests
{
    private const int Broken = 3030;
    private const int Gaps = 3037;

    private readonly TraceStore store;

    public TraceDigestTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    private string Partition => store.Partition("P");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADigestIsWrittenOnceADayAndKeepsTheNextDaysApart()
    {
        await store.FiveTracesAsync("P");
        await store.NightAsync();
        var again = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime).AddDays(-1);
        await store.Get<TraceDigests>().CatchUpAsync(again, Token);

        var lines = await store.DigestAsync(again);

        lines.Count(l => l.StartsWith(Partition, StringComparison.Ordinal)).ShouldBe(1);
        lines[^1].ShouldBe("end");
        (await store.DigestAsync(again.AddDays(-1))).ShouldNotContain(l =>
            l.StartsWith(Partition, StringComparison.Ordinal)
        );
    }

    /// <summary>As after a restore, which brings no queue back, or by the hand of who may write to it.</summary>
    [Fact]
    public async Task TracesWhoseAnnouncementWasLostAreAnnouncedAgainByNight()
    {
        var entry = TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed);
        await store.WriteAsync(entry with { Patient = "P" });
        await store.IndexAsync();
        var lost = new[] { await store.WriteAsync(entry with { Patient = "P" }), await store.WriteAsync(entry) };
        await store.TakeMessagesAsync(TraceQueues.Index);
        var day = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);

        await store.NightAsync();

        var again = (await store.TakeMessagesAsync(TraceQueues.Index)).SelectMany(message => message.Rows);
        again.Select(row => row.Row.Split('|')[2]).ShouldBe(lost.Select(id => id.Value), ignoreOrder: true);
        store.Alerts(Gaps, day.ToString(CultureInfo.InvariantCulture)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task WhatAnInterruptedNightLeftIsAppendedTo()
    {
        await store.FiveTracesAsync("P");
        var today = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);
        var blob = store
            .Get<BlobServiceClient>()
            .GetBlobContainerClient(TraceDigests.Container)
            .GetAppendBlobClient($"{today:yyyy/MM/dd}.txt");
        await blob.CreateAsync(cancellationToken: Token);
        using var left = new MemoryStream("203001|p|left-behind broken\n"u8.ToArray());
        await blob.AppendBlockAsync(left, cancellationToken: Token);

        await store.NightAsync();

        var lines = await store.DigestAsync(today);
        lines[0].ShouldBe("203001|p|left-behind broken");
        lines.ShouldContain(l => l.StartsWith(Partition, StringComparison.Ordinal));
        lines[^1].ShouldBe("end");
    }

    /// <summary>
    /// The night after its digest has looked at the chain already; a week after, it is looked at again.
    /// </summary>
    [Fact]
    public async Task ATraceDeletedDaysAfterItsDigestIsFound()
    {
        var rows = await store.FiveTracesAsync("P");
        await NightsAsync(4);

        await store.Table.DeleteEntityAsync(rows[2].PartitionKey, rows[2].RowKey, ETag.All, Token);
        await NightsAsync(4);

        store.Alerts(Broken, Partition).ShouldBe([$"The chain of traces {Partition} is broken at trace 3: missing."]);
    }

    /// <summary>By somebody who has the key of the seals too.</summary>
    [Fact]
    public async Task AChainRewrittenDaysAfterItsDigestIsFoundWhenItIsTouchedAgain()
    {
        var rows = await store.FiveTracesAsync("P");
        await NightsAsync(3);

        await store.RewriteAsync(rows, store.Get<TraceSeals>());
        (await store.VerifyAsync(Partition)).ShouldBeOfType<TraceVerification.Whole>();
        await store.WriteAsync(TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed) with { Patient = "P" });
        var touched = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);
        await store.NightAsync();

        store.Alerts(Broken, Partition).ShouldBe([$"The chain of traces {Partition} is broken at trace 5: digest."]);
        (await store.DigestAsync(touched)).ShouldContain($"{Partition} broken");
    }

    [Fact]
    public async Task AChainThatIsTouchedDayByDayAndLeftAloneIsWhole()
    {
        for (var day = 0; day < 9; day++)
        {
            await store.WriteAsync(TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed) with { Patient = "P" });
            await store.NightAsync();
        }

        store.Alerts(Broken, Partition).ShouldBeEmpty();
    }

    private async Task NightsAsync(int nights)
    {
        for (var night = 0; night < nights; night++)
        {
            await store.NightAsync();
        }
    }
}

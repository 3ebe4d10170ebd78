using System.Text.Json;
using Azure.Storage.Queues;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>The index and the figures, written from announcements.</summary>
[Collection(nameof(TraceStore))]
public sealed class TraceIndexerTests
{
    private readonly TraceStore store;

    public TraceIndexerTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task AnAnnouncedTraceThatIsNotThereYetIsTriedAgainAndInTheEndLeft()
    {
        var message = new TracesAnnounced(
            [new TraceRow(store.Partition(), "t|0000000000000000000|01K000000000000000000000ZZ")],
            store.Time.GetUtcNow()
        );
        var queue = store.Get<QueueServiceClient>().GetQueueClient(TraceQueues.Index);
        var before = (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount;

        await store.Get<TraceIndexer>().IndexAsync(message, Token);
        (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount.ShouldBe(before + 1);

        // Announcement and write take 30 s at most.
        store.Time.Advance(TimeSpan.FromSeconds(30));
        await store.Get<TraceIndexer>().IndexAsync(message, Token);
        (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount.ShouldBe(before + 2);
        store.Time.Advance(TimeSpan.FromSeconds(11));
        await store.Get<TraceIndexer>().IndexAsync(message, Token);
        (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount.ShouldBe(before + 2);
    }

    [Fact]
    public async Task TracesAnnouncedTogetherAreAllFoundAndPassedOn()
    {
        var user = $"dr-{Guid.NewGuid():N}";
        var at = store.Time.GetUtcNow();
        var rows = new List<TraceRow>();
        foreach (var patient in new[] { "A", "B", "C" })
        {
            var id = await store.WriteAsync(
                TraceEntry.By(TraceStore.Doctor with { User = user }, TraceAction.StudiesListed) with
                {
                    Patient = patient,
                }
            );
            rows.Add(new TraceRow(store.Partition(patient), TraceKeys.Row(at, id)));
        }

        var queue = store.Get<QueueServiceClient>().GetQueueClient(TraceQueues.Forward);
        await queue.ClearMessagesAsync(Token);
        await store.Get<TraceIndexer>().IndexAsync(new TracesAnnounced(rows, at), Token);

        var found = await store.AllPagesAsync(cursor => new TraceQuery.OfUser(user)
        {
            From = at.AddDays(-1),
            To = at,
            Limit = 2,
            Cursor = cursor,
        });
        found.Select(id => id.Value).ShouldBe(rows.Select(row => row.Row.Split('|')[2]), ignoreOrder: true);
        var message = (await queue.ReceiveMessageAsync(cancellationToken: Token)).Value;
        message
            .Body.ToObjectFromJson<TracesAnnounced>(JsonSerializerOptions.Web)!
            .Rows.ShouldBe(rows, ignoreOrder: true);
    }

    [Theory]
    [InlineData("dr.martin@chu", "dr.martin@chu")]
    [InlineData("a_b-c:1", "a_b-c:1")]
    [InlineData("a/b", "a=2Fb")]
    [InlineData("a=2Fb", "a=3D2Fb")]
    [InlineData("é", "=C3=A9")]
    public void WhatAKeyMayNotHoldIsWrittenSoThatNoTwoTextsAreOneKey(string text, string key) =>
        TraceIndexKeys.KeyText(text).ShouldBe(key);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

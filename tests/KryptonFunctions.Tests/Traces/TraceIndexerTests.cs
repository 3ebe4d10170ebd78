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

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

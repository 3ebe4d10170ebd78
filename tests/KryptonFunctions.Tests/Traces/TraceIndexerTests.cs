using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using KryptonFunctions.Observability;
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

    /// <summary>While a caller waits for an answer, what is announced meanwhile is written together.</summary>
    [Fact]
    public async Task WhileACallIsAnsweredTheIndexGathers()
    {
        var (one, other) = (await AnnouncedAsync("dr"), await AnnouncedAsync("dr"));

        await Task.WhenAll(await IndexedWhileACallIsAnswered(one, other));

        (await store.TakeMessagesAsync(TraceQueues.Forward)).ShouldHaveSingleItem().Rows.Count.ShouldBe(2);
        store.Get<CallsUnderWay>().Any.ShouldBeFalse();
    }

    [Fact]
    public async Task ACallThatFailsIsUnderWayNoMore()
    {
        var calls = store.Get<CallsUnderWay>();

        await Should.ThrowAsync<TimeoutException>(() => calls.WhileAsync(() => throw new TimeoutException()));

        calls.Any.ShouldBeFalse();
    }

    /// <summary>
    /// A key may have a kibibyte: the storage refuses the row, and with it all that are written with it.
    /// </summary>
    [Fact]
    public async Task AMessageThatTheStorageRefusesKeepsNoOtherOutOfTheIndex()
    {
        var (good, bad) = (await AnnouncedAsync("dr"), await AnnouncedAsync(new string('a', 1100)));

        var indexed = await IndexedWhileACallIsAnswered(bad, good);

        await Should.ThrowAsync<RequestFailedException>(() => indexed[0]);
        await indexed[1];
        (await store.TakeMessagesAsync(TraceQueues.Forward)).SelectMany(message => message.Rows).ShouldBe(good.Rows);
        (await store.TakeMessagesAsync(TraceQueues.Index)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ATraceThatTheStorageRefusesKeepsNoOtherOfItsMessageOutOfTheIndex()
    {
        var (good, bad) = (await AnnouncedAsync("dr"), await AnnouncedAsync(new string('a', 1100)));

        await Indexed(good with { Rows = [.. bad.Rows, .. good.Rows] });

        (await store.TakeMessagesAsync(TraceQueues.Forward)).SelectMany(message => message.Rows).ShouldBe(good.Rows);
        var alone = (await store.TakeMessagesAsync(TraceQueues.Index)).ShouldHaveSingleItem();
        alone.Rows.ShouldBe(bad.Rows);
        await Should.ThrowAsync<RequestFailedException>(() => Indexed(alone));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[{}]")]
    [InlineData("""[{"partition":"p"}]""")]
    public async Task AMessageThatNamesNoTraceFailsAlone(string rows)
    {
        var good = await AnnouncedAsync("dr");
        var message = $$"""{"rows":{{rows}},"announcedAt":"2026-11-29T08:00:00+00:00"}""";

        var indexed = await IndexedWhileACallIsAnswered(
            JsonSerializer.Deserialize<TracesAnnounced>(message, JsonSerializerOptions.Web)!,
            good
        );

        await Should.ThrowAsync<InvalidDataException>(() => indexed[0]);
        await indexed[1];
        (await store.TakeMessagesAsync(TraceQueues.Forward)).SelectMany(one => one.Rows).ShouldBe(good.Rows);
    }

    /// <summary>An auditor may be given one record twice; a transaction refuses one row twice.</summary>
    [Fact]
    public async Task ATraceThatNamesARecordTwiceIsIndexed()
    {
        var record = $"kp-{Guid.NewGuid():N}";

        await Indexed(await AnnouncedAsync("auditor", record, record));

        var partition = TraceIndexKeys.Record(store.Get<TraceKeys>().Partition(record, store.Time.GetUtcNow()));
        (
            await store
                .Index.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: Token)
                .ToListAsync(Token)
        ).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("dr.martin@chu", "dr.martin@chu")]
    [InlineData("a_b-c:1", "a_b-c:1")]
    [InlineData("a/b", "a=2Fb")]
    [InlineData("a=2Fb", "a=3D2Fb")]
    [InlineData("é", "=C3=A9")]
    public void WhatAKeyMayNotHoldIsWrittenSoThatNoTwoTextsAreOneKey(string text, string key) =>
        TraceIndexKeys.KeyText(text).ShouldBe(key);

    private Task Indexed(TracesAnnounced message) => store.Get<TraceIndexer>().IndexAsync(message, Token);

    private async Task<Task[]> IndexedWhileACallIsAnswered(params TracesAnnounced[] messages)
    {
        var answered = new TaskCompletionSource();
        var call = store.Get<CallsUnderWay>().WhileAsync(() => answered.Task);
        Task[] indexed = [.. messages.Select(Indexed)];
        answered.SetResult();
        await call;
        await Task.WhenAll(indexed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return indexed;
    }

    private async Task<TracesAnnounced> AnnouncedAsync(string user, params string[] records)
    {
        var entry = TraceEntry.By(TraceStore.Doctor with { User = user }, TraceAction.TracesRead);
        var id = await store.WriteAsync(entry with { Records = records });
        // Its own announcement would meet another test, which could not index it either.
        await store.TakeMessagesAsync(TraceQueues.Index);
        await store.TakeMessagesAsync(TraceQueues.Forward);
        var at = store.Time.GetUtcNow();
        return new TracesAnnounced([new TraceRow(store.Partition(), TraceKeys.Row(at, id))], at);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Contract;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

[Collection(nameof(TraceStore))]
public sealed class TraceReaderTests
{
    private readonly TraceStore store;
    private readonly string rcp = $"RCP-{Guid.NewGuid():N}";

    public TraceReaderTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task TheTracesOfAPatientAreReadNewestFirstAcrossMonthsPageByPage()
    {
        var written = await WriteAsync(7, TimeSpan.FromDays(10));

        var read = await store.AllPagesAsync(cursor => new TraceQuery.OfPatient(rcp)
        {
            From = store.Time.GetUtcNow().AddDays(-100),
            To = store.Time.GetUtcNow(),
            Limit = 3,
            Cursor = cursor,
        });

        read.ShouldBe(written.Reverse());
    }

    [Fact]
    public async Task TheTracesOfAnRcpAndOfAUserAreFoundOnceIndexed()
    {
        var written = await WriteAsync(5, TimeSpan.FromHours(1));
        await store.IndexAsync();
        var (from, to) = (store.Time.GetUtcNow().AddDays(-2), store.Time.GetUtcNow());

        (
            await store.AllPagesAsync(c => new TraceQuery.OfRcp(rcp)
            {
                From = from,
                To = to,
                Limit = 2,
                Cursor = c,
            })
        ).ShouldBe(written.Reverse());
        (
            await store.AllPagesAsync(c => new TraceQuery.OfUser(rcp)
            {
                From = from,
                To = to,
                Limit = 200,
                Cursor = c,
            })
        ).ShouldBe(written.Reverse());
    }

    [Fact]
    public async Task OnlyThePeriodIsRead()
    {
        var written = await WriteAsync(5, TimeSpan.FromHours(1));
        var start = store.Time.GetUtcNow().AddHours(-5);

        var read = await store.AllPagesAsync(c => new TraceQuery.OfPatient(rcp)
        {
            From = start.AddHours(1),
            To = start.AddHours(3),
            Limit = 50,
            Cursor = c,
        });

        read.ShouldBe(written[1..4].Reverse());
    }

    [Fact]
    public async Task ReadingIsItselfTraced()
    {
        await WriteAsync(1, TimeSpan.Zero);
        var query = new TraceQuery.OfPatient(rcp)
        {
            From = store.Time.GetUtcNow().AddDays(-1),
            To = store.Time.GetUtcNow().AddDays(1),
            Limit = 50,
        };
        await store.Get<TraceReader>().ReadAsync(TraceStore.Auditor, query, Token);

        var page = (await store.Get<TraceReader>().ReadAsync(TraceStore.Auditor, query, Token))
            .ShouldBeOfType<Outcome<TracePage>.Ok>()
            .Value;

        page.Traces.Count(t => t.Entry is { Action: TraceAction.TracesRead, User.User: "auditor" }).ShouldBe(1);
    }

    [Fact]
    public async Task ATraceThatIsGoneFromTheStorageIsMissedInTheAnswerAndInTheLog()
    {
        await WriteAsync(3, TimeSpan.FromSeconds(1));
        await store.IndexAsync();
        var rows = (await AnnouncementAsync()).Rows;
        await store.Table.DeleteEntityAsync(rows[1].Partition, rows[1].Row, ETag.All, Token);
        await store.Table.UpsertEntityAsync(
            new TableEntity(rows[2].Partition, rows[2].Row) { ["Seq"] = 1L },
            TableUpdateMode.Replace,
            Token
        );

        var query = new TraceQuery.OfRcp(rcp)
        {
            From = store.Time.GetUtcNow().AddDays(-1),
            To = store.Time.GetUtcNow(),
            Limit = 50,
        };
        var page = (await store.Get<TraceReader>().ReadAsync(TraceStore.Auditor, query, Token))
            .ShouldBeOfType<Outcome<TracePage>.Ok>()
            .Value;

        page.Traces.Count.ShouldBe(1);
        page.Missing.ShouldBe(2);
        store.Alerts(3032, rows[1].Row).ShouldHaveSingleItem().ShouldContain(rows[1].Partition);
        store.Alerts(3032, rows[2].Row).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("aGVhZA")]
    [InlineData("!!!")]
    public async Task AnInventedCursorIsRefused(string cursor) => (
            await store
                .Get<TraceReader>()
                .ReadAsync(
                    TraceStore.Auditor,
                    new TraceQuery.OfUser("x")
                    {
                        From = store.Time.GetUtcNow(),
                        To = store.Time.GetUtcNow(),
                        Limit = 1,
                        Cursor = cursor,
                    },
                    Token
                )
        ).ShouldBeOfType<Outcome<TracePage>.Failed>().Failure.Kind.ShouldBe(FailureKind.Invalid);

    [Fact]
    public async Task IndexingTwiceChangesNothingAndFiguresCountOnce()
    {
        await WriteAsync(3, TimeSpan.Zero);
        await store.IndexAsync();
        await store.Get<TraceIndexer>().IndexAsync(await AnnouncementAsync(), Token);

        var month = DateOnly.FromDateTime(store.Time.GetUtcNow().UtcDateTime);
        var figures = (await store.Get<ActivityReader>().ReadAsync(TraceStore.Auditor, month, month, Token))
            .ShouldBeOfType<Outcome<ActivityFigures>.Ok>()
            .Value;

        figures.Rcps.Single(r => r.Key == rcp).Attached.ShouldBe(3);
        figures.Months.ShouldHaveSingleItem().Attached.ShouldBe(3);
        figures.Structures.Single(r => r.Key == "330781196").Attached.ShouldBe(3);
    }

    [Fact]
    public async Task PoisonMessagesGetAnotherTry()
    {
        await WriteAsync(1, TimeSpan.Zero);
        var queues = store.Get<QueueServiceClient>();
        var (queue, poison) = (
            queues.GetQueueClient(TraceQueues.Index),
            queues.GetQueueClient(TraceQueues.IndexPoison)
        );
        var message = (await queue.ReceiveMessageAsync(cancellationToken: Token)).Value;
        await poison.SendMessageAsync(message.Body, cancellationToken: Token);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);

        (await store.Get<TracePoison>().ReplayAsync(Token)).ShouldBe(1);
        await store.IndexAsync();

        (
            await store.AllPagesAsync(c => new TraceQuery.OfRcp(rcp)
            {
                From = store.Time.GetUtcNow().AddDays(-2),
                To = store.Time.GetUtcNow(),
                Limit = 2,
                Cursor = c,
            })
        ).Count.ShouldBe(1);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<TraceId[]> WriteAsync(int count, TimeSpan apart)
    {
        var ids = new List<TraceId>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(
                await store.WriteAsync(
                    TraceEntry.By(
                        TraceStore.Doctor with
                        {
                            User = rcp,
                        },
                        TraceAction.Attached,
                        new CareContext(rcp)
                    ) with
                    {
                        Patient = rcp,
                    }
                )
            );
            store.Time.Advance(apart);
        }

        return [.. ids];
    }

    private async Task<TracesAnnounced> AnnouncementAsync()
    {
        var rows = await store
            .Get<TraceTable>()
            .RangeAsync(store.Partition(rcp), TraceKeys.FirstRow, TraceKeys.AfterLastRow, null, Token)
            .ToListAsync(Token);
        return new([.. rows.Select(r => new TraceRow(r.PartitionKey, r.RowKey))], store.Time.GetUtcNow());
    }
}

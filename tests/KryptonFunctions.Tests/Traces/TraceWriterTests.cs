using System.Diagnostics;
using Azure.Data.Tables;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

[Collection(nameof(TraceStore))]
public sealed class TraceWriterTests
{
    private readonly TraceStore store;

    public TraceWriterTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task FiftyWritersOfTwoInstancesLeaveOneWholeChain()
    {
        await using var other = store.AnotherInstance();
        var writers = new[] { store.Get<TraceWriter>(), other.GetRequiredService<TraceWriter>() };

        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(i =>
                    Task.Run(() =>
                        writers[i % 2]
                            .WriteAsync(
                                TraceEntry.By(TraceStore.Doctor, TraceAction.Searched),
                                TestContext.Current.CancellationToken
                            )
                    )
                )
        );

        ids.OfType<Outcome<TraceId>.Ok>().Select(o => o.Value).Distinct().Count().ShouldBe(100);
        (await store.VerifyAsync(store.Partition())).ShouldBeOfType<TraceVerification.Whole>().Count.ShouldBe(100);
    }

    /// <summary>The later ones are written by the first one's write, and yet known by their own calls.</summary>
    [Fact]
    public async Task WritersWhoShareAWriteAreEachNamedAsItsSender()
    {
        await store.TakeMessagesAsync(TraceQueues.Index);

        var calls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => WriteInACallOfItsOwn()));

        var announced = await store.TakeMessagesAsync(TraceQueues.Index);
        announced.SelectMany(message => message.Traceparents ?? []).ShouldBe(calls, ignoreOrder: true);

        async Task<string> WriteInACallOfItsOwn()
        {
            using var call = new Activity("call").Start();
            await store.WriteAsync(Entry("P4"));
            return call.Id!;
        }
    }

    [Fact]
    public async Task AStepThatRunsAgainLeavesOneTrace()
    {
        var step = Entry("P1") with { StepKey = "rcp-1-st-2/order" };

        var first = await store.WriteAsync(step);
        store.Time.Advance(TimeSpan.FromMinutes(5));
        var again = await store.WriteAsync(step);
        var another = await store.WriteAsync(step with { StepKey = "rcp-1-st-2/cancel" });

        again.ShouldBe(first);
        another.ShouldNotBe(first);
        (await store.VerifyAsync(store.Partition("P1"))).ShouldBeOfType<TraceVerification.Whole>().Count.ShouldBe(2);
    }

    [Fact]
    public async Task AStepThatRunsAgainInTheNextMonthLeavesOneTrace()
    {
        var step = Entry("P2") with { StepKey = "rcp-1-st-3/order" };

        var first = await store.WriteAsync(step);
        store.Time.Advance(TimeSpan.FromDays(24));

        (await store.WriteAsync(step)).ShouldBe(first);
    }

    [Fact]
    public async Task TheSameStepAtTheSameInstantLeavesOneTrace()
    {
        var step = Entry("P3") with { StepKey = "rcp-1-st-4/order" };
        await using var other = store.AnotherInstance();
        var writers = new[] { store.Get<TraceWriter>(), other.GetRequiredService<TraceWriter>() };

        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => Task.Run(() => writers[i % 2].WriteAsync(step, TestContext.Current.CancellationToken)))
        );

        ids.Distinct().ShouldHaveSingleItem().ShouldBeOfType<Outcome<TraceId>.Ok>();
        (await store.VerifyAsync(store.Partition("P3"))).ShouldBeOfType<TraceVerification.Whole>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task WithoutStorageNothingIsTracedAndTheCallerIsTold()
    {
        await using var broken = store.WithoutStorage();

        var outcome = await broken
            .GetRequiredService<TraceWriter>()
            .WriteAsync(Entry("P4"), TestContext.Current.CancellationToken);

        outcome.ShouldBeOfType<Outcome<TraceId>.Failed>().Failure.Kind.ShouldBe(FailureKind.TraceUnavailable);
    }

    [Fact]
    public async Task TheTableTellsNobodyInItsKeysWhoseTracesItHolds()
    {
        await store.WriteAsync(Entry("kp-secret"));

        await foreach (
            var row in store.Table.QueryAsync<TableEntity>(
                select: ["PartitionKey", "RowKey"],
                cancellationToken: TestContext.Current.CancellationToken
            )
        )
        {
            (row.PartitionKey + row.RowKey).ShouldNotContain("secret");
        }
    }

    private static TraceEntry Entry(string patient) =>
        TraceEntry.By(TraceStore.Doctor, TraceAction.OrderPlaced, new CareContext("RCP-1", "PF-1")) with
        {
            Patient = patient,
        };
}

/// <summary>One Azurite for the tests of the traces, which run one after the other.</summary>
[CollectionDefinition(nameof(TraceStore))]
public sealed class TraceStoreCollection : ICollectionFixture<TraceStore>;

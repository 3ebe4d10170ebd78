using Azure.Storage.Queues;
using Krypton.Access;
using Krypton.Tests.Fixture;
using Krypton.Traces;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Krypton.Tests.Traces;

/// <summary>A trace that is announced before its action and written after it.</summary>
[Collection(nameof(TraceStore))]
public sealed class ComingTraceTests
{
    private readonly TraceStore store;
    private readonly string user = $"dr-{Guid.NewGuid():N}";

    public ComingTraceTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task WhatWasAnnouncedAndThenWrittenIsFoundByItsUser()
    {
        var began = store.Time.GetUtcNow();
        var coming = store.Get<TraceWriter>().Announce();
        store.Time.Advance(TimeSpan.FromSeconds(4));

        var id = (await store.Get<TraceWriter>().WriteAsync(coming, Entry(), Token)).ShouldBeOfType<Outcome<TraceId>.Ok>().Value;

        var trace = (await Eventually.Becomes(IndexedAsync, found => found.Count > 0, "the announced trace in the index")).ShouldHaveSingleItem();
        trace.Id.ShouldBe(id);
        trace.At.ShouldBe(began);
        (await store.VerifyAsync(store.Partition())).ShouldBeOfType<TraceVerification.Whole>();
    }

    [Fact]
    public async Task WhatWasAnnouncedAndNeverWrittenLeavesNothing()
    {
        await store.Get<TraceWriter>().Announce().Announced;
        store.Time.Advance(TimeSpan.FromMinutes(2));

        await Eventually.Becomes(WaitingAsync, waiting => waiting == 0, "the index to give it up");

        (await IndexedAsync()).ShouldBeEmpty();
        (await store.VerifyAsync(store.Partition())).ShouldBeOfType<TraceVerification.Whole>().Count.ShouldBe(1, "that the index was read is all there is");
    }

    [Fact]
    public async Task WithoutAnAnnouncementThereIsNoTrace()
    {
        await using var broken = store.WithoutStorage();
        var coming = broken.GetRequiredService<TraceWriter>().Announce();

        var outcome = await store.Get<TraceWriter>().WriteAsync(coming, Entry(), Token);

        outcome.ShouldBeOfType<Outcome<TraceId>.Failed>().Failure.Kind.ShouldBe(FailureKind.TraceUnavailable);
    }

    [Fact]
    public async Task ATraceOfAPatientStandsElsewhereAndIsRefused()
    {
        var coming = store.Get<TraceWriter>().Announce();
        await coming.Announced;

        Should.Throw<ArgumentException>(() => store.Get<TraceWriter>().WriteAsync(coming, Entry() with { Patient = "kp-1" }, Token));
        Should.Throw<ArgumentException>(() => store.Get<TraceWriter>().WriteAsync(coming, Entry() with { StepKey = "rcp-1/search" }, Token));
    }

    private async Task<IReadOnlyList<Trace>> IndexedAsync()
    {
        await store.IndexAsync();
        var query = new TraceQuery.OfUser(user) { From = store.Time.GetUtcNow().AddDays(-1), To = store.Time.GetUtcNow().AddDays(1), Limit = 50 };
        return (await store.Get<TraceReader>().ReadAsync(TraceStore.Auditor, query, Token)).ShouldBeOfType<Outcome<TracePage>.Ok>().Value.Traces;
    }

    private async Task<int> WaitingAsync()
    {
        await store.IndexAsync();
        return (await store.Get<QueueServiceClient>().GetQueueClient(TraceQueues.Index).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount;
    }

    private TraceEntry Entry() => TraceEntry.By(TraceStore.Doctor with { User = user }, TraceAction.Searched, new CareContext("RCP-1", "PF-1"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

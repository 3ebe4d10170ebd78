using Azure;
using Azure.Storage.Queues;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Traces;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>Many changes of a meeting are one look at its board, and none is left without a look.</summary>
[Collection(nameof(TraceStore))]
public sealed class NewsMessagesTests : IAsyncLifetime
{
    private readonly QueueClient queue;
    private readonly NewsMessages news;

    public NewsMessagesTests(TraceStore store)
    {
        var queues = store.Get<QueueServiceClient>();
        queue = queues.GetQueueClient(NewsMessages.Queue);
        news = new NewsMessages(
            queues,
            Options.Create(new DccWebhookOptions { Url = new Uri("https://dcc.test/news"), Secret = "" })
        );
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatChangesAtTheSameTimeSharesAMessageOfItsMeeting()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => news.ChangedAsync($"RCP-{i % 2}")));
        (await CountAsync()).ShouldBe(2);

        var messages = await Eventually.Becomes(
            async () => (await queue.ReceiveMessagesAsync(32, cancellationToken: Cancellation)).Value,
            all => all.Length > 0,
            "the messages to be shown"
        );
        messages.Select(message => $"{message.Body}").ShouldAllBe(text => text.Contains("RCP-"));
    }

    [Fact]
    public async Task WhatChangesOnceAMessageMayHaveBeenReadHasItsOwn()
    {
        await news.ChangedAsync("RCP-1");
        await Eventually.Becomes(
            async () => (await queue.ReceiveMessagesAsync(32, cancellationToken: Cancellation)).Value.Length,
            shown => shown > 0,
            "the message to be shown"
        );

        await news.ChangedAsync("RCP-1");

        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task NobodyReliesOnAMessageThatWasNotSent()
    {
        await queue.DeleteAsync(Cancellation);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ => Should.ThrowAsync<RequestFailedException>(() => news.ChangedAsync("RCP-1")))
        );

        await queue.CreateAsync(null, Cancellation);
        await news.ChangedAsync("RCP-1");

        (await CountAsync()).ShouldBe(1);
    }

    public async ValueTask InitializeAsync()
    {
        await queue.CreateIfNotExistsAsync(null, Cancellation);
        await queue.ClearMessagesAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<int> CountAsync() =>
        (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount;
}

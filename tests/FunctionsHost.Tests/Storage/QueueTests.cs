using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using AzuriteServer;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Storage;

/// <summary>
/// Messages are kept queue by queue (<c>infra/local/azurite/queues.js</c>) and come as Azurite itself gives them: all
/// of this holds with <c>AZURITE_AS_IS=1</c> too.
/// </summary>
public sealed class QueueTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MessagesComeInTheOrderInWhichTheyBecomeVisible()
    {
        using var folder = new TemporaryFolder();
        var options = new AzuriteOptions { DataFolder = folder.Path };
        await using (var first = await Azurite.StartAsync(options, Cancellation))
        {
            var (one, other) = (await MadeAsync(first, "one"), await MadeAsync(first, "other"));
            var hidden = await one.SendMessageAsync("shown later", Hour, cancellationToken: Cancellation);
            for (var i = 0; i < 8; i++)
            {
                await (i % 2 == 0 ? one : other).SendMessageAsync($"{i}", Cancellation);
            }

            (await ReceivedAsync(one, 2)).ShouldBe(["0", "2"]);
            await one.UpdateMessageAsync(
                hidden.Value.MessageId,
                hidden.Value.PopReceipt,
                visibilityTimeout: TimeSpan.Zero,
                cancellationToken: Cancellation
            );
            (await one.PeekMessagesAsync(32, Cancellation)).Value.Select(Text).ShouldBe(["4", "6", "shown later"]);
            (await CountAsync(one)).ShouldBe(5);
        }

        await using var second = await Azurite.StartAsync(options, Cancellation);
        (await ReceivedAsync(Queue(second, "one"), 32)).ShouldBe(["4", "6", "shown later"]);
        (await ReceivedAsync(Queue(second, "one"), 32)).ShouldBeEmpty();
        (await ReceivedAsync(Queue(second, "other"), 32)).ShouldBe(["1", "3", "5", "7"]);
    }

    [Fact]
    public async Task OnlyWhoReceivedAMessageLastChangesIt()
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions(), Cancellation);
        var queue = await MadeAsync(azurite, "things");
        await queue.SendMessageAsync("a", Cancellation);
        var first = (await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Cancellation)).Value;
        QueueMessage? again = null;
        while (again is null)
        {
            again = (await queue.ReceiveMessageAsync(Hour, Cancellation)).Value;
        }

        again.MessageId.ShouldBe(first.MessageId);
        again.DequeueCount.ShouldBe(2);
        (await RefusedAsync(queue.DeleteMessageAsync(first.MessageId, first.PopReceipt, Cancellation))).ShouldBe(400);
        (await RefusedAsync(queue.DeleteMessageAsync("nobody", first.PopReceipt, Cancellation))).ShouldBe(404);

        await queue.DeleteMessageAsync(again.MessageId, again.PopReceipt, Cancellation);

        (await CountAsync(queue)).ShouldBe(0);
        (await RefusedAsync(queue.DeleteMessageAsync(again.MessageId, again.PopReceipt, Cancellation))).ShouldBe(404);
    }

    [Fact]
    public async Task WhatIsClearedOrExpiredIsGoneFromItsQueueAlone()
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions(), Cancellation);
        var (one, other) = (await MadeAsync(azurite, "one"), await MadeAsync(azurite, "other"));
        await one.SendMessageAsync("short", TimeSpan.Zero, TimeSpan.FromSeconds(1), Cancellation);
        await one.SendMessageAsync("long", TimeSpan.Zero, TimeSpan.FromSeconds(-1), Cancellation);
        await other.SendMessageAsync("of the other", Cancellation);
        while ((await one.PeekMessagesAsync(32, Cancellation)).Value.Length > 1) { }

        (await ReceivedAsync(one, 32)).ShouldBe(["long"]);
        await one.ClearMessagesAsync(Cancellation);
        (await CountAsync(one)).ShouldBe(0);
        await one.SendMessageAsync("new", Cancellation);
        (await ReceivedAsync(one, 32)).ShouldBe(["new"]);
        (await ReceivedAsync(other, 32)).ShouldBe(["of the other"]);

        await one.DeleteAsync(Cancellation);
        (await RefusedAsync(one.ReceiveMessageAsync(null, Cancellation))).ShouldBe(404);
        (await ReceivedAsync(await MadeAsync(azurite, "one"), 32)).ShouldBeEmpty();
    }

    private static async Task<QueueClient> MadeAsync(Azurite azurite, string name)
    {
        var queue = Queue(azurite, name);
        await queue.CreateIfNotExistsAsync(null, Cancellation);
        return queue;
    }

    private static QueueClient Queue(Azurite azurite, string name) => new(azurite.ConnectionString, name);

    private static async Task<List<string>> ReceivedAsync(QueueClient queue, int most) =>
        [.. (await queue.ReceiveMessagesAsync(most, Hour, Cancellation)).Value.Select(message => $"{message.Body}")];

    private static string Text(PeekedMessage message) => $"{message.Body}";

    private static async Task<int> CountAsync(QueueClient queue) =>
        (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount;

    private static async Task<int> RefusedAsync(Task call) =>
        (await Should.ThrowAsync<RequestFailedException>(call)).Status;
}

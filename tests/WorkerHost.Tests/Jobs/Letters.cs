using System.Text;
using Azure.Storage.Queues;

namespace WorkerHost.Tests.Jobs;

/// <summary>The queue of the app under test, as a sender sees it.</summary>
internal static class Letters
{
    public static async Task SendAsync(string storage, string queue, string text, CancellationToken cancellationToken)
    {
        var client = Client(storage, queue);
        await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await client.SendMessageAsync(text, cancellationToken);
    }

    public static async Task<string?> FirstAsync(string storage, string queue, CancellationToken cancellationToken)
    {
        var client = Client(storage, queue);
        if (!await client.ExistsAsync(cancellationToken))
        {
            return null;
        }

        var message = await client.PeekMessageAsync(cancellationToken);
        return message.Value?.Body is { } body ? Encoding.UTF8.GetString(body) : null;
    }

    private static QueueClient Client(string storage, string queue) =>
        new(storage, queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
}

using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace KryptonFunctions.Tests.Privacy;

/// <summary>Everything that lies in a storage account, as texts.</summary>
internal static class StoredText
{
    public static async Task<IReadOnlyList<string>> ReadAsync(
        string connection,
        IReadOnlyCollection<string> withoutTables
    )
    {
        var texts = new List<string>();
        await ReadTablesAsync(new TableServiceClient(connection), withoutTables, texts);
        await ReadQueuesAsync(new QueueServiceClient(connection), texts);
        await ReadBlobsAsync(new BlobServiceClient(connection), texts);
        return texts;
    }

    private static async Task ReadTablesAsync(
        TableServiceClient tables,
        IReadOnlyCollection<string> without,
        List<string> texts
    )
    {
        await foreach (var table in tables.QueryAsync())
        {
            if (!without.Contains(table.Name))
            {
                await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
                {
                    texts.Add(
                        $"table {table.Name}: "
                            + $"{string.Join(' ', row.Select(property => $"{property.Key}={Text(property.Value)}"))}"
                    );
                }
            }
        }
    }

    private static async Task ReadQueuesAsync(QueueServiceClient queues, List<string> texts)
    {
        await foreach (var queue in queues.GetQueuesAsync())
        {
            var messages = await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32);
            texts.AddRange(messages.Value.Select(message => $"queue {queue.Name}: {Decoded(message.Body.ToString())}"));
        }
    }

    private static async Task ReadBlobsAsync(BlobServiceClient blobs, List<string> texts)
    {
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync())
            {
                var content = await client.GetBlobClient(blob.Name).DownloadContentAsync();
                texts.Add($"blob {container.Name}/{blob.Name}: {content.Value.Content}");
            }
        }
    }

    private static string Text(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}";

    private static string Decoded(string body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : body;
    }
}

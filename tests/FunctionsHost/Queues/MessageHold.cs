using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace FunctionsHost.Queues;

/// <summary>Keeps a message hidden from others while its function runs.</summary>
internal sealed class MessageHold : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private string receipt;

    public MessageHold(QueueClient queue, QueueMessage message, TimeSpan hidden)
    {
        receipt = message.PopReceipt;
        _ = ProlongAsync(queue, message.MessageId, hidden, end.Token);
    }

    /// <summary>Stops prolonging; gives the receipt that is valid now.</summary>
    public string Release()
    {
        end.Cancel();
        lock (gate)
        {
            return receipt;
        }
    }

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }

    private async Task ProlongAsync(QueueClient queue, string id, TimeSpan hidden, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(hidden / 2, cancellationToken);
                UpdateReceipt update = await queue.UpdateMessageAsync(
                    id,
                    receipt,
                    visibilityTimeout: hidden,
                    cancellationToken: cancellationToken
                );
                lock (gate)
                {
                    receipt = update.PopReceipt;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or Azure.RequestFailedException)
        {
            // Released, or lost: then deleting it fails and it is handled again, as queues do.
        }
    }
}

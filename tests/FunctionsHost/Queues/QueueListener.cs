using Azure.Storage.Queues.Models;
using FunctionsHost.Functions;
using FunctionsHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Queues;

/// <summary>
/// Takes the messages of one queue to its function. A message that fails too often goes to the poison queue.
/// </summary>
internal sealed class QueueListener(
    QueueFunction function,
    QueueSettings settings,
    FunctionPipeline pipeline,
    IServiceProvider services,
    ILogger<QueueListener> log
) : BackgroundService
{
    /// <summary>How long a message stays hidden while its function runs; it is prolonged at half of that.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var taken = await TakeAsync(running, stoppingToken);
            pause = taken > 0 ? ShortestPause : Shorter(pause * 2, settings.MaxPollingInterval);
            if (running.Count > 0)
            {
                await Task.WhenAny([.. running, Task.Delay(pause, stoppingToken)]);
                running.RemoveAll(r => r.IsCompleted);
            }
            else
            {
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<int> TakeAsync(List<Task> running, CancellationToken cancellationToken)
    {
        var free = settings.BatchSize - running.Count;
        if (free <= 0)
        {
            return 0;
        }

        try
        {
            QueueMessage[] messages = await function.Queue.ReceiveMessagesAsync(
                Math.Min(free, 32),
                Hidden,
                cancellationToken
            );
            running.AddRange(
                messages.Select(m => Task.Run(() => HandleAsync(m, cancellationToken), CancellationToken.None))
            );
            return messages.Length;
        }
        catch (Azure.RequestFailedException e) when (e.Status == 404)
        {
            // A queue that is not there yet is empty.
            return 0;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.QueueUnreachable(function.Queue.Name, e);
            return 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        using var held = new MessageHold(function.Queue, message, Hidden);
        try
        {
            await using var scope = services.CreateAsyncScope();
            await pipeline.RunAsync(
                new Invocation(function.Method, function.BodyOf(message), scope.ServiceProvider, cancellationToken),
                function.Arguments
            );
            await function.Queue.DeleteMessageAsync(message.MessageId, held.Release(), CancellationToken.None);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops: the message comes back, without a try counted as failed beyond the queue's own count.
        }
        catch (Exception e)
        {
            log.MessageFailed(
                function.Method.Name,
                message.MessageId,
                message.DequeueCount,
                settings.MaxDequeueCount,
                e
            );
            await GiveBackAsync(message, held.Release());
        }
    }

    private async Task GiveBackAsync(QueueMessage message, string receipt)
    {
        try
        {
            if (message.DequeueCount < settings.MaxDequeueCount)
            {
                await function.Queue.UpdateMessageAsync(
                    message.MessageId,
                    receipt,
                    visibilityTimeout: settings.VisibilityTimeout
                );
                return;
            }

            var poison = function.Poison;
            await poison.CreateIfNotExistsAsync();
            await poison.SendMessageAsync(message.Body);
            await function.Queue.DeleteMessageAsync(message.MessageId, receipt);
            log.MessagePoisoned(message.MessageId, poison.Name);
        }
        catch (Exception e)
        {
            log.QueueUnreachable(function.Queue.Name, e);
        }
    }
}

using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace WorkerHost.Tests.App;

public sealed class QueueFunctions(Notes notes)
{
    /// <summary>Fails for ever at 'bad', hangs once at 'hang'.</summary>
    [Function(nameof(Letters))]
    public async Task Letters(
        [QueueTrigger("%LettersQueue%")] QueueMessage message,
        CancellationToken cancellationToken
    )
    {
        var text = message.MessageText;
        notes.Add("letters", $"{text} {message.DequeueCount}");
        if (text.StartsWith("bad", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("A bad letter.");
        }

        if (text.StartsWith("hang", StringComparison.Ordinal) && message.DequeueCount == 1)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}

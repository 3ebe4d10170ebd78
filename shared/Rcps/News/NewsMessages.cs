using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.News;

/// <summary>A meeting that may stand otherwise now; what there is to tell is found when the message is read.</summary>
public sealed record ChangedRcp(string RcpId);

/// <summary>The queue before the DCC: it takes what the DCC is not there to take, and is tried again.</summary>
public sealed class NewsMessages(QueueServiceClient queues, IOptions<DccWebhookOptions> options)
{
    public const string Queue = "dcc-news";
    public const string PoisonQueue = Queue + "-poison";

    /// <summary>Something of the meeting has changed. Nothing is queued where nobody wants to hear of it.</summary>
    public Task ChangedAsync(string rcpId, CancellationToken cancellationToken) =>
        options.Value.Url is null
            ? Task.CompletedTask
            : queues
                .GetQueueClient(Queue)
                .SendMessageAsync(
                    JsonSerializer.Serialize(new ChangedRcp(rcpId), JsonSerializerOptions.Web),
                    cancellationToken: cancellationToken
                );
}

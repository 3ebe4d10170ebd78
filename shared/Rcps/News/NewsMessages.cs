using System.Text.Json;
using Azure.Storage.Queues;
using KryptonFunctions.Observability;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.News;

/// <summary>A meeting that may stand otherwise now; what there is to tell is found when the message is read.</summary>
public sealed record ChangedRcp(string RcpId)
{
    /// <summary>What was done when it changed; null where nobody observed it.</summary>
    public string? Traceparent { get; init; }
}

/// <summary>The queue before the DCC: it takes what the DCC is not there to take, and is tried again.</summary>
public sealed class NewsMessages(QueueServiceClient queues, IOptions<DccWebhookOptions> options)
{
    public const string Queue = "dcc-news";
    public const string PoisonQueue = Queue + "-poison";

    /// <summary>Something of the meeting has changed. Nothing is queued where nobody wants to hear of it.</summary>
    public Task ChangedAsync(string rcpId, CancellationToken cancellationToken) =>
        options.Value.Url is null ? Task.CompletedTask : SendAsync(rcpId, TimeSpan.Zero, cancellationToken);

    /// <summary>In two seconds: whoever tells of the meeting now has said by then what they told.</summary>
    public Task LookAgainAsync(string rcpId, CancellationToken cancellationToken) =>
        SendAsync(rcpId, TimeSpan.FromSeconds(2), cancellationToken);

    private async Task SendAsync(string rcpId, TimeSpan hidden, CancellationToken cancellationToken) =>
        await queues
            .GetQueueClient(Queue)
            .SendMessageAsync(
                JsonSerializer.Serialize(
                    new ChangedRcp(rcpId) { Traceparent = KryptonActivities.Traceparent },
                    JsonSerializerOptions.Web
                ),
                visibilityTimeout: hidden,
                cancellationToken: cancellationToken
            );
}

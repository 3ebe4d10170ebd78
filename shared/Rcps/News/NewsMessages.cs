using System.Diagnostics;
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

/// <summary>
/// The queue before the DCC: it takes what the DCC is not there to take, and is tried again. A message is read
/// <see cref="Gathering"/> after it was sent, so what changes shortly after is in that news without a message: of a
/// meeting of a thousand studies, each look reads a thousand rows.
/// </summary>
public sealed class NewsMessages(QueueServiceClient queues, IOptions<DccWebhookOptions> options)
{
    public const string Queue = "dcc-news";
    public const string PoisonQueue = Queue + "-poison";

    private const int MaxSent = 1_000;
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(3);

    /// <summary>Less than <see cref="Gathering"/>, for clocks that differ.</summary>
    private static readonly TimeSpan ToldAnyway = TimeSpan.FromSeconds(2);

    /// <summary>What this process last sent of each meeting.</summary>
    private readonly Dictionary<string, SentMessage> sent = new(StringComparer.Ordinal);

    /// <summary>
    /// Something of the meeting has changed, and is written. Nothing is queued where nobody wants to hear of it. Nobody
    /// ends it early: those who change the meeting at the same time wait for one message, and where that is not taken
    /// each sends its own.
    /// </summary>
    public async Task ChangedAsync(string rcpId)
    {
        if (options.Value.Url is null)
        {
            return;
        }

        var message = Coming(rcpId, out var isOurs);
        await message.Sending.ConfigureAwait(
            isOurs ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.SuppressThrowing
        );
        if (!message.Sending.IsCompletedSuccessfully)
        {
            await SendAsync(rcpId);
        }
    }

    /// <summary>The message that will tell of a change that is written now.</summary>
    private SentMessage Coming(string rcpId, out bool isOurs)
    {
        lock (sent)
        {
            if (sent.TryGetValue(rcpId, out var last) && last.IsComing)
            {
                isOurs = false;
                return last;
            }

            if (sent.Count >= MaxSent)
            {
                sent.Clear();
            }

            // The time from before: the message is shown no sooner than that much after the storage has it.
            isOurs = true;
            var now = Stopwatch.GetTimestamp();
            return sent[rcpId] = new SentMessage(now, SendAsync(rcpId));
        }
    }

    private async Task SendAsync(string rcpId) =>
        await queues
            .GetQueueClient(Queue)
            .SendMessageAsync(
                JsonSerializer.Serialize(
                    new ChangedRcp(rcpId) { Traceparent = KryptonActivities.Traceparent },
                    JsonSerializerOptions.Web
                ),
                visibilityTimeout: Gathering
            );

    /// <param name="At">When its sending began, by a clock of this process: the storage's time goes on by itself.
    /// </param>
    /// <param name="Sending">Ends when the storage has it.</param>
    private sealed record SentMessage(long At, Task Sending)
    {
        /// <summary>It is there or under way, and nobody can have read it yet.</summary>
        public bool IsComing =>
            Stopwatch.GetElapsedTime(At) < ToldAnyway && Sending is { IsFaulted: false, IsCanceled: false };
    }
}

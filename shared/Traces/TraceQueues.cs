using System.Text.Json;
using Azure.Storage.Queues;
using KryptonFunctions.Observability;

namespace KryptonFunctions.Traces;

/// <summary>Traces that are to be indexed or forwarded, of whatever partitions.</summary>
/// <param name="Rows">Where they stand, at most 100.</param>
/// <param name="AnnouncedAt">When they were announced; the write comes a moment later, or never.</param>
public sealed record TracesAnnounced(IReadOnlyList<TraceRow> Rows, DateTimeOffset AnnouncedAt)
{
    private const int MaxSenders = 100;

    /// <summary>
    /// What was done when they were announced, each a <c>traceparent</c>, at most 100; null where nobody observed it.
    /// </summary>
    public IReadOnlyList<string>? Traceparents { get; init; }

    /// <summary>Of many, those that a message names: those that are recorded first.</summary>
    internal static IReadOnlyList<string>? Few(IEnumerable<string?> traceparents)
    {
        var known = traceparents.OfType<string>().Distinct(StringComparer.Ordinal);
        return known.OrderByDescending(KryptonActivities.IsRecorded).Take(MaxSenders).ToList() is { Count: > 0 } few
            ? few
            : null;
    }
}

/// <summary>The queues behind the primary write. Messages hold keys, the rows are the truth.</summary>
public sealed class TraceQueues(QueueServiceClient queues)
{
    public const string Index = "trace-index";
    public const string Forward = "trace-forward";
    public const string IndexPoison = Index + "-poison";
    public const string ForwardPoison = Forward + "-poison";

    /// <summary>A queue forgets after a week by default; an app that stands still longer must lose no trace.</summary>
    internal static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    internal Task SendAsync(
        string queue,
        TracesAnnounced message,
        CancellationToken cancellationToken,
        TimeSpan? delay = null
    ) =>
        queues
            .GetQueueClient(queue)
            .SendMessageAsync(
                JsonSerializer.Serialize(message, JsonSerializerOptions.Web),
                visibilityTimeout: delay,
                timeToLive: Never,
                cancellationToken: cancellationToken
            );
}

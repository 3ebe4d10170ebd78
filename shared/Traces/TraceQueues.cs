using System.Text.Json;
using Azure.Storage.Queues;

namespace Krypton.Traces;

/// <summary>Traces of one partition that are to be indexed or forwarded.</summary>
/// <param name="Partition">Of the table <c>Traces</c>.</param>
/// <param name="Rows">Their row keys.</param>
/// <param name="AnnouncedAt">When they were announced; the write may come a moment later, or never.</param>
public sealed record TracesAnnounced(string Partition, IReadOnlyList<string> Rows, DateTimeOffset AnnouncedAt);

/// <summary>The queues behind the primary write. Messages hold keys, the rows are the truth.</summary>
public sealed class TraceQueues(QueueServiceClient queues)
{
    public const string Index = "trace-index";
    public const string Forward = "trace-forward";
    public const string IndexPoison = Index + "-poison";
    public const string ForwardPoison = Forward + "-poison";

    internal Task SendAsync(string queue, TracesAnnounced message, CancellationToken cancellationToken) =>
        queues.GetQueueClient(queue).SendMessageAsync(JsonSerializer.Serialize(message, JsonSerializerOptions.Web), cancellationToken);
}

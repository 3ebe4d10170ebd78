using System.Text.Json.Nodes;

namespace FunctionsHost.Settings;

/// <summary><c>extensions.queues</c> of host.json, with its defaults.</summary>
internal sealed record QueueSettings
{
    /// <summary>Messages taken at once, and run in parallel.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>After so many tries a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message that failed stays hidden before the next try.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The longest pause between two looks into an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether messages are Base64, as the genuine host has it by default.</summary>
    public bool IsBase64 { get; init; } = true;

    public static QueueSettings Read(JsonNode? node)
    {
        var defaults = new QueueSettings();
        return new QueueSettings
        {
            BatchSize = node?["batchSize"]?.GetValue<int>() ?? defaults.BatchSize,
            MaxDequeueCount = node?["maxDequeueCount"]?.GetValue<int>() ?? defaults.MaxDequeueCount,
            VisibilityTimeout = TimeOf(node?["visibilityTimeout"]) ?? defaults.VisibilityTimeout,
            MaxPollingInterval = TimeOf(node?["maxPollingInterval"]) ?? defaults.MaxPollingInterval,
            IsBase64 = !string.Equals(
                node?["messageEncoding"]?.GetValue<string>(),
                "none",
                StringComparison.OrdinalIgnoreCase
            ),
        };
    }

    private static TimeSpan? TimeOf(JsonNode? node) => node is null ? null : TimeSpan.Parse(node.GetValue<string>());
}

using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsHost.Durable;

namespace FunctionsHost.Settings;

/// <summary>The part of host.json that the local host honours.</summary>
internal sealed record HostJson
{
    /// <summary><c>extensions.http.routePrefix</c>.</summary>
    public string RoutePrefix { get; init; } = "api";

    public QueueSettings Queues { get; init; } = new();

    public DurableSettings Durable { get; init; } = new();

    public static HostJson Read(string? path, SettingText settings)
    {
        if (path is null)
        {
            return new HostJson();
        }

        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            };
            var extensions = JsonNode.Parse(File.ReadAllText(path), documentOptions: options)?["extensions"];
            return new HostJson
            {
                RoutePrefix = extensions?["http"]?["routePrefix"]?.GetValue<string>().Trim('/') ?? "api",
                Queues = QueueSettings.Read(extensions?["queues"]),
                Durable = ReadDurable(extensions?["durableTask"], settings),
            };
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidOperationException or FormatException)
        {
            throw new HostStartException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static DurableSettings ReadDurable(JsonNode? node, SettingText settings)
    {
        var defaults = new DurableSettings();
        return defaults with
        {
            HubName = settings.Resolve(
                node?["hubName"]?.GetValue<string>() ?? defaults.HubName,
                "extensions.durableTask.hubName of host.json"
            ),
            MaxConcurrentActivities =
                node?["maxConcurrentActivityFunctions"]?.GetValue<int>() ?? defaults.MaxConcurrentActivities,
            MaxConcurrentOrchestrators =
                node?["maxConcurrentOrchestratorFunctions"]?.GetValue<int>() ?? defaults.MaxConcurrentOrchestrators,
        };
    }
}

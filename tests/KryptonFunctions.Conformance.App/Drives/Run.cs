using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>One run of one scenario: the client calls, and what a caller sees of them.</summary>
public sealed partial class Run(DurableTaskClient client, string scenario)
{
    private readonly JsonObject seen = [];

    public DurableTaskClient Client { get; } = client;

    public string Id { get; } = $"{scenario}-{Guid.NewGuid().ToString("N")[..12]}";

    public void See(string key, object? value) =>
        seen[key] = value switch
        {
            null => null,
            JsonNode node => node,
            _ => JsonSerializer.SerializeToNode(value),
        };

    public Task<string> StartAsync(
        string orchestrator,
        object? input = null,
        string? id = null,
        DateTimeOffset? at = null
    ) => Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id ?? Id, at));

    /// <summary>Waits for the end, at most so long; what was seen last is returned either way.</summary>
    public Task<OrchestrationMetadata?> EndAsync(string? id = null, double seconds = 40) =>
        UntilAsync(m => m.IsCompleted, id, seconds);

    public async Task<OrchestrationMetadata?> UntilAsync(
        Func<OrchestrationMetadata, bool> met,
        string? id = null,
        double seconds = 30
    )
    {
        DateTime until = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            OrchestrationMetadata? found = await Client.GetInstanceAsync(id ?? Id, getInputsAndOutputs: true);
            if ((found is not null && met(found)) || DateTime.UtcNow >= until)
            {
                return found;
            }

            await Task.Delay(100);
        }
    }

    public Task<OrchestrationMetadata?> RunningAsync(string? id = null) =>
        UntilAsync(m => m.RuntimeStatus == OrchestrationRuntimeStatus.Running, id);

    public async Task UntilFactAsync(string fact, string? id = null, double seconds = 30)
    {
        for (
            DateTime until = DateTime.UtcNow.AddSeconds(seconds);
            DateTime.UtcNow < until && !Facts.Of(id ?? Id).Contains(fact);

        )
        {
            await Task.Delay(50);
        }
    }

    public async Task TryAsync(string key, Func<Task<object?>> call)
    {
        try
        {
            See(key, await call());
        }
        catch (Exception e)
        {
            See(key, "threw " + Facts.Describe(e));
        }
    }

    public Task TryAsync(string key, Func<Task> call) =>
        TryAsync(
            key,
            async () =>
            {
                await call();
                return (object?)"ok";
            }
        );

    /// <summary>The instance as its caller sees it; a JSON payload is shown as JSON.</summary>
    public static JsonObject Show(OrchestrationMetadata? m) =>
        m is null
            ? new JsonObject { ["status"] = "(no such instance)" }
            : new JsonObject
            {
                ["status"] = m.RuntimeStatus.ToString(),
                ["output"] = Payload(m.SerializedOutput),
                ["customStatus"] = Payload(m.SerializedCustomStatus),
                ["failure"] = Failure(m.FailureDetails),
            };

    public static JsonNode? Payload(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            JsonNode? node = JsonNode.Parse(json);
            if (node is JsonObject { Count: 2 } o && o.ContainsKey("message") && o.ContainsKey("details"))
            {
                // How a host reports that the invocation itself failed: the details are the host's own exceptions.
                o["details"] = "(of the host)";
            }

            return node ?? "(JSON null)";
        }
        catch (JsonException)
        {
            return "(not JSON) " + json;
        }
    }

    public static bool IsHex(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);

    public static JsonObject? Failure(TaskFailureDetails? f) =>
        f is null
            ? null
            : new JsonObject
            {
                ["errorType"] = f.ErrorType,
                ["message"] = Facts.FirstLine(f.ErrorMessage),
                ["hasStackTrace"] = !string.IsNullOrEmpty(f.StackTrace),
                ["inner"] = Failure(f.InnerFailure),
            };

    /// <summary>The outcome, with ids and times replaced by placeholders so that two runs compare equal.</summary>
    public JsonObject Outcome(OrchestrationMetadata? last)
    {
        JsonObject outcome = Show(last);
        outcome["facts"] = JsonSerializer.SerializeToNode(Facts.Of(Id));
        outcome["seen"] = seen.DeepClone();
        return (JsonObject)Stable(outcome)!;
    }

    private JsonNode? Stable(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(Stable(p.Key), Stable(p.Value)))),
            JsonArray a => new JsonArray([.. a.Select(Stable)]),
            JsonValue v when v.TryGetValue(out string? text) => Stable(text),
            _ => node?.DeepClone(),
        };

    private string Stable(string text)
    {
        text = text.Replace(Id, "<id>", StringComparison.OrdinalIgnoreCase);
        text = GuidText()
            .Replace(text, m => m.Value.StartsWith("11111111", StringComparison.Ordinal) ? m.Value : "<guid>");
        text = TimeText()
            .Replace(text, m => m.Value.StartsWith("2024-", StringComparison.Ordinal) ? m.Value : "<time>");
        const string known = "known orchestrator functions:";
        string first = Facts.FirstLine(text);
        int at = first.IndexOf(known, StringComparison.Ordinal);
        first = at < 0 ? first : first[..(at + known.Length)] + " …";
        first = first.Length > 600 ? first[..200] + " …" : first;
        return first.Length < text.Length && !first.EndsWith('…') ? first + " …" : first;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}")]
    private static partial Regex GuidText();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")]
    private static partial Regex TimeText();
}

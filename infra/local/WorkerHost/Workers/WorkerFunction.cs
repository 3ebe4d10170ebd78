using System.Text.Json;
using System.Text.Json.Nodes;
using WorkerHost.Rpc.Messages;

namespace WorkerHost.Workers;

/// <summary>A function as the worker declares it: its trigger, and what else is bound.</summary>
internal sealed class WorkerFunction
{
    /// <exception cref="HostException">
    /// The function has no trigger, or an output that this host does not know.
    /// </exception>
    public WorkerFunction(RpcFunctionMetadata metadata)
    {
        Metadata = metadata;
        List<Binding> bindings = [.. metadata.RawBindings.Select(raw => new Binding(JsonNode.Parse(raw)!.AsObject()))];
        Trigger =
            bindings.Find(b => b.IsTrigger)
            ?? throw new HostException(ExitCode.NoFunctionApp, $"The function {metadata.Name} has no trigger.");
        Inputs = [.. bindings.Where(b => b != Trigger && b.IsInput)];

        // '$return' of type http is the answer of an HTTP function, which goes by HTTP.
        if (bindings.Find(b => !b.IsTrigger && !b.IsInput && b.Type != "http") is { } output)
        {
            throw new HostException(
                ExitCode.NoFunctionApp,
                $"The function {metadata.Name} has an output binding ({output.Type}), which this host does not know."
            );
        }
    }

    public RpcFunctionMetadata Metadata { get; }

    public string Name => Metadata.Name;

    public Binding Trigger { get; }

    public IReadOnlyList<Binding> Inputs { get; }

    public bool IsHttp => Trigger.Type == "httptrigger";

    /// <summary>An orchestrator or an activity: what it returns matters.</summary>
    public bool IsDurable => Trigger.Type is "orchestrationtrigger" or "activitytrigger";

    public bool IsTimer => Trigger.Type == "timertrigger";
}

/// <summary>A binding of a function, as in <c>function.json</c>; names of properties ignore case.</summary>
internal sealed class Binding(JsonObject json)
{
    public string Name => this["name"] ?? "";

    /// <summary>In lower case.</summary>
    public string Type => (this["type"] ?? "").ToLowerInvariant();

    public bool IsTrigger => Type.EndsWith("trigger", StringComparison.Ordinal);

    public bool IsInput => string.Equals(this["direction"], "in", StringComparison.OrdinalIgnoreCase);

    /// <summary>The worker wants the whole of what came, to make a type of a client library of it.</summary>
    public bool IsDeferred =>
        Find("properties") is JsonObject properties
        && new Binding(properties).Flag("supportsDeferredBinding", otherwise: false);

    public string? this[string property] =>
        Find(property) switch
        {
            null => null,
            { } value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            var value => value.ToJsonString(),
        };

    public bool Flag(string property, bool otherwise) => bool.TryParse(this[property], out var flag) ? flag : otherwise;

    public IReadOnlyList<string> List(string property) =>
        [.. (Find(property) as JsonArray ?? []).Select(item => (string)item!)];

    private JsonNode? Find(string property) =>
        json.FirstOrDefault(p => string.Equals(p.Key, property, StringComparison.OrdinalIgnoreCase)).Value;
}

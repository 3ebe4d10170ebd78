using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using KryptonFunctions.Functions.OpenApi;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>
/// The API as its description promises it. JSON is held against the schemas of JSON Schema 2020-12, which OpenAPI 3.1
/// takes over; a property that a schema does not name is wrong.
/// </summary>
internal static class DescribedApi
{
    public static JsonObject Document { get; } = JsonNode.Parse(ApiDocument.ToJson())!.AsObject();

    private static readonly EvaluationOptions Options = new()
    {
        OutputFormat = OutputFormat.List,
        RequireFormatValidation = true,
    };

    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(StringComparer.Ordinal);

    private static readonly IReadOnlyList<DescribedOperation> Operations =
    [
        .. Document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(o => new DescribedOperation(path.Key, o.Key, o.Value!.AsObject()))
            ),
    ];

    /// <summary>The operation that answers such a request; null where the API has none.</summary>
    public static DescribedOperation? Find(HttpMethod method, string path) =>
        Operations.FirstOrDefault(operation => operation.Answers(method, path));

    /// <summary>The node itself, or the component that it refers to.</summary>
    public static JsonObject Resolve(JsonNode node) =>
        (string?)node["$ref"] is { } reference
            ? reference.Split('/').Skip(1).Aggregate((JsonNode)Document, (at, name) => at[name]!).AsObject()
            : node.AsObject();

    /// <summary>What in the JSON is not as the schema wants it; places and rules, no values.</summary>
    public static IReadOnlyList<string> Differences(JsonNode schema, JsonNode? json)
    {
        var results = Schemas.GetOrAdd(schema.ToJsonString(), Build).Evaluate(json, Options);
        return results.IsValid
            ? []
            :
            [
                .. results
                    .Details.Where(part => !part.IsValid && part.Errors is { Count: > 0 })
                    .SelectMany(part => part.Errors!.Select(e => $"{part.InstanceLocation} {e.Key}: {e.Value}"))
                    .DefaultIfEmpty("not as the schema wants it"),
            ];
    }

    /// <summary>The schema with all that it may refer to.</summary>
    private static JsonSchema Build(string schema)
    {
        var text = new JsonObject
        {
            ["allOf"] = new JsonArray(JsonNode.Parse(schema)),
            ["$defs"] = Document["components"]!["schemas"]!.DeepClone(),
        }.ToJsonString();
        return JsonSchema.FromText(text.Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
    }
}

/// <summary>An operation of the description.</summary>
internal sealed class DescribedOperation(string path, string method, JsonObject operation)
{
    private readonly Regex route = new(
        "^/api" + Regex.Replace(path, "{[^}]+}", "[^/]+", RegexOptions.None, TimeSpan.FromSeconds(1)) + "$",
        RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1)
    );

    public string Name { get; } = (string)operation["operationId"]!;

    public bool Answers(HttpMethod asked, string at) =>
        asked.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && route.IsMatch(at);

    /// <summary>What is promised for a status; null where it is not declared.</summary>
    public JsonObject? Answer(int status) =>
        operation["responses"]![$"{status}"] is { } declared ? DescribedApi.Resolve(declared) : null;
}

using System.Text.Json.Nodes;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>
/// One call and its answer for each operation, as a run of the acceptance tests recorded them (<c>ExampleTests</c>);
/// the patients are invented.
/// </summary>
internal static class ApiExamples
{
    private const string Resource = "examples.json";

    private static readonly JsonObject All = Read();

    /// <summary>Null for an operation that none was recorded of.</summary>
    public static ApiExample? Of(string operation) =>
        All[operation] is JsonObject recorded
            ? new ApiExample(
                (string)recorded["request"]!,
                recorded["body"],
                (int)recorded["status"]!,
                recorded["answer"]
            )
            : null;

    private static JsonObject Read()
    {
        using var json = typeof(ApiExamples).Assembly.GetManifestResourceStream(Resource)!;
        return JsonNode.Parse(json)!.AsObject();
    }
}

/// <summary>A recorded call.</summary>
/// <param name="Request">Method, path and query.</param>
/// <param name="Body">The JSON that was sent, or null.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Answer">The JSON that came; long lists are cut to three items; or null.</param>
internal sealed record ApiExample(string Request, JsonNode? Body, int Status, JsonNode? Answer);

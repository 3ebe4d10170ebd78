using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KryptonMock.Http;

/// <summary>What is answered.</summary>
internal sealed record MockAnswer(int Status, string? ContentType, byte[] Body)
{
    public const string FhirJson = "application/fhir+json; charset=utf-8";
    public const string DicomJson = "application/dicom+json";

    public static MockAnswer Empty(int status) => new(status, null, []);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static MockAnswer Json(int status, object value) =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, MockJson.Options));

    public static MockAnswer Fhir(int status, JsonNode resource) =>
        new(status, FhirJson, Encoding.UTF8.GetBytes(resource.ToJsonString(MockJson.Options)));

    public static MockAnswer Html(string page) => new(200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));

    /// <summary>A FHIR error.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">From FHIR's issue types, such as <c>required</c>, <c>not-found</c>, <c>conflict</c>.</param>
    /// <param name="diagnostics">One sentence that repeats nothing of the request.</param>
    public static MockAnswer Outcome(int status, string code, string diagnostics) =>
        Fhir(
            status,
            new JsonObject
            {
                ["resourceType"] = "OperationOutcome",
                ["issue"] = new JsonArray(
                    new JsonObject
                    {
                        ["severity"] = "error",
                        ["code"] = code,
                        ["diagnostics"] = diagnostics,
                    }
                ),
            }
        );

    public MockAnswer With(string header, string value) =>
        this with
        {
            Headers = new Dictionary<string, string>(Headers) { [header] = value },
        };
}

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Http;

namespace KryptonMock.Audit;

/// <summary>FHIR AuditEvent: keeps what is posted, each <c>If-None-Exist</c> once.</summary>
internal sealed class AuditBook(Func<AuditTraits> traits)
{
    private readonly ConcurrentDictionary<string, JsonObject> events = new(StringComparer.Ordinal);
    private int last;

    public IReadOnlyCollection<JsonObject> Events => [.. events.Values];

    public MockAnswer Post(MockRequest request)
    {
        var ways = traits();
        if (ways.IsWebPage)
        {
            return MockAnswer.Html("<h1>Krypton</h1>");
        }

        if (
            ways.SearchParameters is { } known
            && request.Header("If-None-Exist")?.Split('=')[0] is { } asked
            && !known.Contains(asked)
        )
        {
            return MockAnswer.Outcome(400, "not-supported", "AuditEvent has no such search parameter.");
        }

        if (Parse(request.Text) is not { } posted)
        {
            return MockAnswer.Outcome(400, "invalid", "The body is no AuditEvent.");
        }

        var id = $"ae-{Interlocked.Increment(ref last)}";
        posted["id"] = id;
        var kept = events.GetOrAdd(request.Header("If-None-Exist") ?? id, posted);
        return MockAnswer
            .Fhir(kept == posted ? 201 : 200, kept)
            .With("Location", request.Address($"{request.Path}/{kept["id"]}"));
    }

    public void Clear() => events.Clear();

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject { } posted && posted["resourceType"]?.ToString() == "AuditEvent"
                ? posted
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
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

    /// <summary>By <c>date</c>, in pages; nothing else is known.</summary>
    public MockAnswer Search(MockRequest request)
    {
        var found = events
            .Values.Where(kept => Dates(request).All(date => Fits((string?)kept["recorded"], date)))
            .OrderBy(kept => (string?)kept["recorded"], StringComparer.Ordinal)
            .ToList();
        return Pages.Of(request, found);
    }

    public void Clear() => events.Clear();

    private static IEnumerable<string> Dates(MockRequest request) =>
        request.Parameters.Where(parameter => parameter.Key == "date").Select(parameter => parameter.Value);

    private static bool Fits(string? recorded, string date)
    {
        if (!DateTimeOffset.TryParse(recorded, CultureInfo.InvariantCulture, out var at))
        {
            return false;
        }

        return date is [var first, var second, .. var rest]
            && DateTimeOffset.TryParse(rest, CultureInfo.InvariantCulture, out var bound)
            && (first, second) switch
            {
                ('g', 'e') => at >= bound,
                ('l', 't') => at < bound,
                _ => false,
            };
    }

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

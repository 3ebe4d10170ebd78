using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Faults;
using KryptonMock.Http;

namespace KryptonMock.Admin;

/// <summary>
/// The administration, for tests and for whoever tries things out: <c>/__krypton/…</c>. Not recorded, no token asked
/// for.
/// </summary>
internal sealed class AdminEndpoint(Platform platform)
{
    private const string Prefix = "/__krypton/";

    public MockAnswer Answer(MockRequest request)
    {
        try
        {
            var path = request.Path[Prefix.Length..].TrimEnd('/').Split('/');
            return (request.Method, path) switch
            {
                ("GET", ["faults"]) => MockAnswer.Json(200, platform.Faults.All),
                ("POST", ["faults"]) => MockAnswer.Json(201, platform.Faults.Add(Read<Fault>(request))),
                ("DELETE", ["faults"]) => Done(platform.Faults.Clear),
                ("DELETE", ["faults", var id]) => Done(() => platform.Faults.Remove(id)),
                ("GET", ["requests"]) => MockAnswer.Json(200, RecordedRequests(request.Parameter("call"))),
                ("DELETE", ["requests"]) => Done(platform.Requests.Clear),
                ("GET", ["orders"]) => MockAnswer.Json(200, Orders(request.Parameter("rcp"))),
                ("GET", ["audit"]) => MockAnswer.Json(
                    200,
                    new { count = platform.Audit.Events.Count, events = platform.Audit.Events }
                ),
                ("DELETE", ["audit"]) => Done(platform.Audit.Clear),
                ("GET", ["settings"]) => MockAnswer.Json(200, platform.Settings),
                ("PUT", ["settings"]) => MockAnswer.Json(
                    200,
                    platform.Settings = SettingsOverlay.Apply(platform.Settings, request.Text)
                ),
                ("GET", ["studies", var uid]) => StudyAnswer(uid),
                ("POST", ["studies", var uid]) => Change(uid, Read<StudyChange>(request)),
                ("POST", ["patients"]) => Done(() => platform.Population.Add(Resources(request.Text))),
                ("DELETE", ["tokens"]) => Done(platform.Tokens.RevokeAll),
                _ => MockAnswer.Json(404, new { error = "No such address." }),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return MockAnswer.Json(400, new { error = wrong.Message });
        }
    }

    private static T Read<T>(MockRequest request) =>
        JsonSerializer.Deserialize<T>(request.Body, MockJson.Options) ?? throw new JsonException("A body is needed.");

    private static MockAnswer Done(Action action)
    {
        action();
        return MockAnswer.Json(200, new { done = true });
    }

    /// <summary>One resource, an array of them, or a Bundle.</summary>
    private static IEnumerable<JsonObject> Resources(string json) =>
        JsonNode.Parse(json) switch
        {
            JsonArray resources => resources.Select(resource => resource!.AsObject()),
            JsonObject bundle when bundle["resourceType"]?.ToString() == "Bundle" => bundle["entry"]!
                .AsArray()
                .Select(entry => entry!["resource"]!.AsObject()),
            JsonObject resource => [resource],
            _ => throw new JsonException("A resource, an array of them or a Bundle is needed."),
        };

    private object RecordedRequests(string? call) =>
        new
        {
            counts = platform.Requests.Counts.ToDictionary(
                count => JsonNamingPolicy.CamelCase.ConvertName(count.Key.ToString()),
                count => count.Value
            ),
            requests = platform.Requests.Requests.Where(request =>
                call is null || call.Equals(request.Call.ToString(), StringComparison.OrdinalIgnoreCase)
            ),
        };

    private object Orders(string? rcp)
    {
        var now = platform.Time.GetUtcNow();
        var orders = platform
            .Orders.All.Where(order => rcp is null || order.Request.Group == rcp)
            .Select(order => OrderView.Of(order, now))
            .ToList();
        return new
        {
            orders,
            duplicates = orders.Count(order => order.Duplicate),
            byStudy = orders.CountBy(order => order.StudyUid).ToDictionary(),
        };
    }

    private MockAnswer Change(string uid, StudyChange change)
    {
        if (platform.Population.Studies.Find(uid) is not { } study)
        {
            return MockAnswer.Json(404, new { error = "No such study." });
        }

        platform.Population.Studies.Put(change.Apply(study, platform.Time.GetUtcNow()));
        return StudyAnswer(uid);
    }

    private MockAnswer StudyAnswer(string uid) =>
        platform.Population.Studies.Find(uid) is { } study
            ? MockAnswer.Json(
                200,
                new
                {
                    study,
                    onCentral = platform.Central.Instances(study),
                    availability = platform.Central.Availability(study),
                }
            )
            : MockAnswer.Json(404, new { error = "No such study." });
}

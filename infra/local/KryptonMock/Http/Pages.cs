using System.Text.Json.Nodes;

namespace KryptonMock.Http;

/// <summary>Pages of a FHIR search by <c>_count</c> and <c>_offset</c>.</summary>
internal static class Pages
{
    private const int DefaultPage = 50;
    private const int MaxPage = 500;

    public static MockAnswer Of(MockRequest request, IReadOnlyList<JsonObject> all)
    {
        var size = int.TryParse(request.Parameter("_count"), out var count)
            ? Math.Clamp(count, 1, MaxPage)
            : DefaultPage;
        var first = int.TryParse(request.Parameter("_offset"), out var offset) ? Math.Max(0, offset) : 0;
        var address = request.Address(request.Path);
        var links = new JsonArray(Link("self", first));
        if (first + size < all.Count)
        {
            links.Add(Link("next", first + size));
        }

        return MockAnswer.Fhir(
            200,
            new JsonObject
            {
                ["resourceType"] = "Bundle",
                ["type"] = "searchset",
                ["total"] = all.Count,
                ["link"] = links,
                ["entry"] = new JsonArray([.. all.Skip(first).Take(size).Select(found => Entry(found, address))]),
            }
        );

        JsonObject Link(string relation, int at) =>
            new() { ["relation"] = relation, ["url"] = $"{address}?{Conditions(request)}_count={size}&_offset={at}" };
    }

    /// <summary>What was searched by stays in the links.</summary>
    private static string Conditions(MockRequest request) =>
        string.Concat(
            request
                .Parameters.Where(parameter => parameter.Key is not ("_count" or "_offset"))
                .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}&")
        );

    private static JsonObject Entry(JsonObject found, string address) =>
        new()
        {
            ["fullUrl"] = $"{address}/{found["id"]}",
            ["resource"] = found.DeepClone(),
            ["search"] = new JsonObject { ["mode"] = "match" },
        };
}

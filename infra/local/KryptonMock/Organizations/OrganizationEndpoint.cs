using System.Text.Json.Nodes;
using KryptonMock.Http;

namespace KryptonMock.Organizations;

/// <summary>FHIR Organization: the establishments, in pages.</summary>
internal sealed class OrganizationEndpoint(Func<IReadOnlyList<JsonObject>> organizations)
{
    private const int DefaultPage = 50;
    private const int MaxPage = 500;

    public MockAnswer Search(MockRequest request)
    {
        var all = organizations();
        var size = int.TryParse(request.Parameter("_count"), out var count)
            ? Math.Clamp(count, 1, MaxPage)
            : DefaultPage;
        var first = int.TryParse(request.Parameter("_offset"), out var offset) ? Math.Max(0, offset) : 0;
        var address = request.Address(request.Path);
        var links = new JsonArray(Link("self", $"{address}?_count={size}&_offset={first}"));
        if (first + size < all.Count)
        {
            links.Add(Link("next", $"{address}?_count={size}&_offset={first + size}"));
        }

        return MockAnswer.Fhir(
            200,
            new JsonObject
            {
                ["resourceType"] = "Bundle",
                ["type"] = "searchset",
                ["total"] = all.Count,
                ["link"] = links,
                ["entry"] = new JsonArray([
                    .. all.Skip(first).Take(size).Select(organization => Entry(organization, address)),
                ]),
            }
        );
    }

    private static JsonObject Link(string relation, string url) => new() { ["relation"] = relation, ["url"] = url };

    private static JsonObject Entry(JsonObject organization, string address) =>
        new()
        {
            ["fullUrl"] = $"{address}/{organization["id"]}",
            ["resource"] = organization.DeepClone(),
            ["search"] = new JsonObject { ["mode"] = "match" },
        };
}

using System.Text.Json.Nodes;

namespace KryptonFunctions.Tests.Access;

/// <summary>Where two JSON texts differ; the order of members has no meaning.</summary>
internal static class JsonDifference
{
    /// <summary>The first difference with its path, or null.</summary>
    public static string? First(JsonNode? expected, JsonNode? actual, string path = "$") =>
        (expected, actual) switch
        {
            (JsonObject a, JsonObject b) => a.Select(m => m.Key)
                .Union(b.Select(m => m.Key))
                .Select(key => OfMember(a, b, key, $"{path}.{key}"))
                .FirstOrDefault(difference => difference is not null),
            (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b)
                .Select((pair, index) => First(pair.First, pair.Second, $"{path}[{index}]"))
                .FirstOrDefault(difference => difference is not null),
            _ when JsonNode.DeepEquals(expected, actual) => null,
            _ => $"{path} should be {Text(expected)} but is {Text(actual)}",
        };

    private static string? OfMember(JsonObject expected, JsonObject actual, string key, string path)
    {
        if (!expected.ContainsKey(key))
        {
            return $"{path} should not be there: {Text(actual[key])}";
        }

        return actual.ContainsKey(key)
            ? First(expected[key], actual[key], path)
            : $"{path} is missing: {Text(expected[key])}";
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}

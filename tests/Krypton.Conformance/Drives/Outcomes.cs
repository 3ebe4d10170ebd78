using System.Text.Json.Nodes;

namespace Krypton.Conformance;

/// <summary>Compares an outcome with a recorded one.</summary>
internal static class Outcomes
{
    /// <summary>Where an outcome differs from an entry of expected.json; empty when it conforms.</summary>
    public static IReadOnlyList<string> Differences(JsonObject outcome, JsonNode entry)
    {
        Dictionary<string, JsonNode?> actual = Leaves(outcome), expected = Leaves(entry["expected"]);
        string[] incidental = [.. entry["incidental"]?.AsArray().Select(p => p!.GetValue<string>()) ?? []];
        JsonObject? unstable = entry["unstable"]?.AsObject();
        bool Under(string pointer, string root) => pointer == root || pointer.StartsWith(root + "/", StringComparison.Ordinal);
        string Text(Dictionary<string, JsonNode?> leaves, string pointer) => leaves.TryGetValue(pointer, out JsonNode? node) ? node?.ToJsonString() ?? "null" : "(absent)";

        var found = new List<string>();
        foreach (string pointer in expected.Keys.Union(actual.Keys))
        {
            string got = Text(actual, pointer), should = Text(expected, pointer);
            bool free = unstable is not null && unstable.Any(u => Under(pointer, u.Key));
            bool wordingFree = incidental.Any(i => Under(pointer, i))
                && got.StartsWith("\"threw ", StringComparison.Ordinal) == should.StartsWith("\"threw ", StringComparison.Ordinal);
            if (got != should && !free && !wordingFree)
            {
                found.Add($"{pointer}: expected {should}, was {got}");
            }
        }

        return found;
    }

    private static Dictionary<string, JsonNode?> Leaves(JsonNode? node, string pointer = "")
    {
        IEnumerable<KeyValuePair<string, JsonNode?>> children = node switch
        {
            JsonObject o => o,
            JsonArray a => a.Select((x, i) => KeyValuePair.Create($"{i}", x)),
            _ => [],
        };
        var leaves = children.SelectMany(c => Leaves(c.Value, $"{pointer}/{c.Key.Replace("~", "~0").Replace("/", "~1")}")).ToDictionary();
        return leaves.Count > 0 ? leaves : new() { [pointer] = node };
    }
}

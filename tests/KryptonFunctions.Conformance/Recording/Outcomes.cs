using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KryptonFunctions.Conformance.Recording;

/// <summary>Compares outcomes leaf by leaf; a leaf is named by its JSON pointer.</summary>
internal static class Outcomes
{
    private const string Absent = "(absent)";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Where an outcome differs from an entry of the recording; empty when it agrees.</summary>
    public static IReadOnlyList<string> Differences(JsonObject outcome, JsonNode entry)
    {
        Dictionary<string, string> expected = Leaves(entry["expected"]),
            actual = Leaves(outcome);
        var unstable = entry["unstable"]?.AsObject() ?? [];
        return
        [
            .. Pointers([expected, actual])
                .Where(pointer => !Agrees(pointer, Text(actual, pointer), Text(expected, pointer), unstable))
                .Select(pointer => $"{pointer}: expected {Text(expected, pointer)}, was {Text(actual, pointer)}"),
        ];
    }

    /// <summary>The leaves that are not the same in all outcomes of a scenario, with the values seen.</summary>
    public static JsonObject Unstable(IReadOnlyList<JsonObject> outcomes)
    {
        Dictionary<string, string>[] all = [.. outcomes.Select(Leaves)];
        return new JsonObject(
            Pointers(all)
                .Select(pointer => (pointer, values: all.Select(leaves => Text(leaves, pointer)).Distinct().ToList()))
                .Where(leaf => leaf.values.Count > 1)
                .Select(leaf => KeyValuePair.Create(leaf.pointer, (JsonNode?)new JsonArray([.. leaf.values])))
        );
    }

    private static bool Agrees(string pointer, string actual, string expected, JsonObject unstable) =>
        unstable[pointer] is { } seen
            ? seen.AsArray().Any(value => string.Equals(value!.ToString(), actual, StringComparison.Ordinal))
            : string.Equals(actual, expected, StringComparison.Ordinal);

    private static IEnumerable<string> Pointers(IEnumerable<Dictionary<string, string>> outcomes) =>
        outcomes.SelectMany(leaves => leaves.Keys).Distinct();

    private static string Text(Dictionary<string, string> leaves, string pointer) =>
        leaves.GetValueOrDefault(pointer, Absent);

    private static Dictionary<string, string> Leaves(JsonNode? node) => Leaves(node, "").ToDictionary();

    private static List<KeyValuePair<string, string>> Leaves(JsonNode? node, string pointer)
    {
        var children = node switch
        {
            JsonObject o => o,
            JsonArray a => a.Select((item, i) => KeyValuePair.Create($"{i}", item)),
            _ => [],
        };
        var leaves = children.SelectMany(child => Leaves(child.Value, $"{pointer}/{Escaped(child.Key)}")).ToList();
        return leaves.Count > 0 ? leaves : [KeyValuePair.Create(pointer, node?.ToJsonString(Readable) ?? "null")];
    }

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KryptonFunctions.Tests.Integration;

/// <summary>
/// JSON as a person writes it for others: what fits into a line stands in one, and of several things alike the first is
/// enough, with an ellipsis for the others.
/// </summary>
internal static class CompactJson
{
    private const int Width = 100;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="node">What is written.</param>
    /// <param name="indent">Columns before its lines.</param>
    /// <param name="before">Columns that stand before it in its first line.</param>
    public static string Write(JsonNode? node, int indent = 0, int before = 0)
    {
        var line = OneLine(node);
        if (indent + before + line.Length <= Width || node is not (JsonArray or JsonObject))
        {
            return line;
        }

        var inner = new string(' ', indent + 2);
        var (open, close, parts) = node switch
        {
            JsonArray array => ('[', ']', Shown(array, item => Write(item, indent + 2))),
            _ => (
                '{',
                '}',
                node.AsObject().Select(p => $"\"{p.Key}\": {Write(p.Value, indent + 2, p.Key.Length + 4)}")
            ),
        };
        return $"{open}\n{inner}{string.Join($",\n{inner}", parts)}\n{new string(' ', indent)}{close}";
    }

    private static IEnumerable<string> Shown(JsonArray array, Func<JsonNode?, string> write) =>
        array is [JsonObject first, _, ..] ? [write(first), "…"] : array.Select(write);

    private static string OneLine(JsonNode? node) =>
        node switch
        {
            JsonArray array => $"[{string.Join(", ", Shown(array, OneLine))}]",
            JsonObject { Count: > 0 } found =>
                $"{{ {string.Join(", ", found.Select(p => $"\"{p.Key}\": {OneLine(p.Value)}"))} }}",
            JsonObject => "{}",
            null => "null",
            _ => node.ToJsonString(Plain),
        };
}

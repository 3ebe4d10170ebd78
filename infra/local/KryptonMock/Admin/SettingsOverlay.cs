using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Http;

namespace KryptonMock.Admin;

/// <summary>
/// Lays the fields that are given over the settings as they are, so that a test names only what it changes.
/// </summary>
internal static class SettingsOverlay
{
    /// <exception cref="JsonException">A field is unknown or has no usable value.</exception>
    public static MockSettings Apply(MockSettings settings, string json)
    {
        var changed = JsonSerializer.SerializeToNode(settings, MockJson.Options)!.AsObject();
        Lay(changed, JsonNode.Parse(json)?.AsObject() ?? throw new JsonException("A JSON object is needed."));
        return changed.Deserialize<MockSettings>(MockJson.Options)!;
    }

    private static void Lay(JsonObject target, JsonObject overlay)
    {
        foreach (var (name, value) in overlay)
        {
            if (value is JsonObject inner && target[name] is JsonObject outer)
            {
                Lay(outer, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}

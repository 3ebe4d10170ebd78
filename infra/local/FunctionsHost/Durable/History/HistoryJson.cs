using System.Text.Json;

namespace FunctionsHost.Durable.History;

/// <summary>The JSON of a batch of history: plain ASCII, so that it may be cut anywhere.</summary>
internal static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>JSON with names as declared; read ignoring case. A value is written by its run-time type.</summary>
public class JsonDataConverter(JsonSerializerOptions? options = null) : DataConverter
{
    private static readonly JsonSerializerOptions Usual = new()
    {
        PropertyNameCaseInsensitive = true,
        IncludeFields = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonSerializerOptions options = options ?? Usual;

    public static JsonDataConverter Default { get; } = new();

    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    public override object? Deserialize(string? data, Type targetType) => data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}

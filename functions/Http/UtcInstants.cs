using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KryptonFunctions.Functions.Http;

/// <summary>Instants leave as UTC with <c>Z</c>; those that come must name their offset.</summary>
internal sealed class UtcInstants : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { Length: <= 40 } text
        && (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-'))
        && reader.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        );
}

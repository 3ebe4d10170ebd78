using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>
/// A value as a table row: its JSON in as many properties as it needs, since one holds 32 Ki characters at most and a
/// row 1 MiB in all.
/// </summary>
public static class JsonRow
{
    private const int CharsPerProperty = 30_000;
    private const int MaxProperties = 15;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <exception cref="RowTooLargeException">Over 450,000 characters.</exception>
    public static TableEntity Write<T>(string partition, string row, T value)
    {
        var text = JsonSerializer.Serialize(value, Json);
        if (text.Length > CharsPerProperty * MaxProperties)
        {
            throw new RowTooLargeException();
        }

        var entity = new TableEntity(partition, row);
        for (var part = 0; part * CharsPerProperty < text.Length; part++)
        {
            entity[Property(part)] = text.Substring(
                part * CharsPerProperty,
                Math.Min(CharsPerProperty, text.Length - (part * CharsPerProperty))
            );
        }

        return entity;
    }

    public static T Read<T>(TableEntity entity)
    {
        var text = entity.GetString(Property(0));
        for (var part = 1; entity.GetString(Property(part)) is { } more; part++)
        {
            text += more;
        }

        return JsonSerializer.Deserialize<T>(text, Json) ?? throw new JsonException("A row holds no value.");
    }

    /// <summary>True where both would be the same row; records with lists are not equal by themselves.</summary>
    public static bool AreSame<T>(T a, T b) => JsonSerializer.Serialize(a, Json) == JsonSerializer.Serialize(b, Json);

    /// <summary>
    /// SHA-256 in hex of the value as a row would hold it: tells by a short text whether another value is the same. Of
    /// traits it is kept beside them only, since it can be guessed from them.
    /// </summary>
    public static string Digest<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Json)));

    private static string Property(int part) => part == 0 ? "Json" : $"Json{part}";
}

/// <summary>A row that does not fit into the table.</summary>
public sealed class RowTooLargeException() : Exception("A row is over the limit of the table.");

/// <summary>A value and the version of its row.</summary>
public sealed record Versioned<T>(T Value, ETag Version);

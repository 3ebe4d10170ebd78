using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace Runner.Backup;

/// <summary>
/// A row of a table as a line of text: its two keys, and each property under its name as an object of one pair, the EDM
/// type and the value.
/// </summary>
internal static class StoredRow
{
    private static readonly string[] OfTheService = ["odata.etag", "Timestamp", PartitionKey, RowKey];

    private const string PartitionKey = "PartitionKey";
    private const string RowKey = "RowKey";

    private static readonly JsonSerializerOptions AsStored = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(TableEntity row)
    {
        var line = new JsonObject { [PartitionKey] = row.PartitionKey, [RowKey] = row.RowKey };
        foreach (var (name, value) in row)
        {
            if (!OfTheService.Contains(name, StringComparer.Ordinal) && value is not null)
            {
                var (type, text) = Typed(value);
                line[name] = new JsonObject { [type] = text };
            }
        }

        return line.ToJsonString(AsStored);
    }

    /// <exception cref="FormatException">The line is no row, or of a type that no table has.</exception>
    public static TableEntity Read(string line)
    {
        try
        {
            var parts = JsonNode.Parse(line)!.AsObject();
            var row = new TableEntity((string)parts[PartitionKey]!, (string)parts[RowKey]!);
            foreach (var (name, typed) in parts.Where(part => part.Key is not (PartitionKey or RowKey)))
            {
                var (type, value) = typed!.AsObject().Single();
                row[name] = Value(type, (string)value!);
            }

            return row;
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or NullReferenceException or OverflowException)
        {
            throw new FormatException("The line is no row of a table.", e);
        }
    }

    private static (string Type, string Text) Typed(object value) =>
        value switch
        {
            string text => ("Edm.String", text),
            bool yes => ("Edm.Boolean", yes ? "true" : "false"),
            int number => ("Edm.Int32", number.ToString(CultureInfo.InvariantCulture)),
            long number => ("Edm.Int64", number.ToString(CultureInfo.InvariantCulture)),
            double number => ("Edm.Double", number.ToString("R", CultureInfo.InvariantCulture)),
            DateTimeOffset instant => ("Edm.DateTime", instant.ToString("O", CultureInfo.InvariantCulture)),
            Guid id => ("Edm.Guid", id.ToString()),
            byte[] bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
            BinaryData bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
            _ => throw new FormatException($"A table has no values of {value.GetType()}."),
        };

    private static object Value(string type, string text) =>
        type switch
        {
            "Edm.String" => text,
            "Edm.Boolean" => bool.Parse(text),
            "Edm.Int32" => int.Parse(text, CultureInfo.InvariantCulture),
            "Edm.Int64" => long.Parse(text, CultureInfo.InvariantCulture),
            "Edm.Double" => double.Parse(text, CultureInfo.InvariantCulture),
            "Edm.DateTime" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
            "Edm.Guid" => Guid.Parse(text),
            "Edm.Binary" => Convert.FromBase64String(text),
            _ => throw new FormatException($"A table has no values of {type}."),
        };
}

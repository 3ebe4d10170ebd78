using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using KryptonFunctions.Functions.Http;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// The JSON schemas of messages as the serializer itself sees them; each record is a schema of its own under its name.
/// </summary>
internal static class ApiSchemas
{
    public static JsonObject Of(IEnumerable<Type> messages)
    {
        var (schemas, waiting, owners) = (
            new SortedDictionary<string, JsonNode>(StringComparer.Ordinal),
            new Queue<Type>(messages),
            new Dictionary<string, Type>()
        );
        while (waiting.TryDequeue(out var type))
        {
            if (!owners.TryAdd(type.Name, type) && owners[type.Name] != type)
            {
                throw new InvalidOperationException($"Two messages are named {type.Name}.");
            }

            if (!schemas.ContainsKey(type.Name))
            {
                schemas[type.Name] = ApiJson.Options.GetJsonSchemaAsNode(
                    type,
                    new JsonSchemaExporterOptions
                    {
                        TreatNullObliviousAsNonNullable = true,
                        TransformSchemaNode = (context, schema) => Transform(context, schema, waiting),
                    }
                );
            }
        }

        return new JsonObject(schemas.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value)));
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, Queue<Type> waiting)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var nullable =
            type != context.TypeInfo.Type
            || (schema is JsonObject known && known["type"] is JsonArray types && types.Any(t => (string?)t == "null"));
        if (type == typeof(DateTimeOffset) || type == typeof(DateTime))
        {
            return new JsonObject
            {
                ["type"] = nullable ? new JsonArray("string", "null") : "string",
                ["format"] = "date-time",
            };
        }

        if (context.Path.IsEmpty || context.TypeInfo.Kind != JsonTypeInfoKind.Object)
        {
            return schema;
        }

        waiting.Enqueue(type);
        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" };
        return nullable
            ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;
    }
}

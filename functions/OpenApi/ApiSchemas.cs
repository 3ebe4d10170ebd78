using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using KryptonFunctions.Functions.Http;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>
/// The JSON schemas of the messages as the serializer itself sees them; each record becomes a component under its name,
/// with the records that it holds.
/// </summary>
internal sealed class ApiSchemas(OpenApiDocument document)
{
    private static readonly OpenApiSchema AnyObject = new() { Type = JsonSchemaType.Object };
    private readonly Dictionary<string, Type> owners = new(StringComparer.Ordinal);

    /// <summary>A reference to the schema of a message.</summary>
    public IOpenApiSchema Of(Type message)
    {
        if (message == typeof(JsonObject))
        {
            return AnyObject;
        }

        Add(message);
        return new OpenApiSchemaReference(message.Name, document);
    }

    private void Add(Type message)
    {
        if (!owners.TryAdd(message.Name, message))
        {
            if (owners[message.Name] != message)
            {
                throw new InvalidOperationException($"Two messages are named {message.Name}.");
            }

            return;
        }

        var held = new List<Type>();
        var schema = ApiJson.Options.GetJsonSchemaAsNode(
            message,
            new JsonSchemaExporterOptions
            {
                TreatNullObliviousAsNonNullable = true,
                TransformSchemaNode = (context, node) => Transform(context, node, held),
            }
        );
        document.AddComponent(message.Name, Parse(schema));
        held.ForEach(Add);
    }

    private OpenApiSchema Parse(JsonNode schema) =>
        new OpenApiJsonReader().ReadFragment<OpenApiSchema>(schema, OpenApiSpecVersion.OpenApi3_1, document, out _)
        ?? throw new InvalidOperationException($"Not a schema: {schema}");

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, List<Type> held)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var form = Form(context, schema, type, held);
        var said = context switch
        {
            { Path.IsEmpty: true } => ContractDocs.Of(type),
            { PropertyInfo.AttributeProvider: MemberInfo property } => ContractDocs.Of(property, type),
            _ => null,
        };
        if (said is not null && form is JsonObject described)
        {
            described["description"] = said;
        }

        return form;
    }

    private static JsonNode Form(JsonSchemaExporterContext context, JsonNode schema, Type type, List<Type> held)
    {
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

        if (schema is JsonObject { Count: > 0 } words && words["enum"] is JsonArray && words["type"] is null)
        {
            words["type"] = nullable ? new JsonArray("string", "null") : "string";
            return words;
        }

        if (context.Path.IsEmpty || context.TypeInfo.Kind != JsonTypeInfoKind.Object)
        {
            return schema;
        }

        held.Add(type);
        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" };
        return nullable
            // Not anyOf, of which NSwag makes an empty class.
            ? new JsonObject { ["oneOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;
    }
}

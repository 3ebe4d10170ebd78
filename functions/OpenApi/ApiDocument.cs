using System.Globalization;
using System.Text.Json.Nodes;
using KryptonFunctions.Functions.Health;
using KryptonFunctions.Functions.IdentitySearch;
using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Functions.Structures;
using KryptonFunctions.Functions.Studies;
using KryptonFunctions.Functions.Traces;
using KryptonFunctions.Functions.ViewerLinks;
using Microsoft.OpenApi;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>
/// Builds the description of the API: routes, methods and roles from the functions, messages from the contract's
/// records, texts from the slices' operations.
/// </summary>
internal sealed class ApiDocument
{
    private const string Json = "application/json";

    private static readonly ApiOperation[] Operations =
    [
        .. IdentitySearchOperations.All,
        .. StudiesOperations.All,
        .. ViewerLinkOperations.All,
        .. RcpOperations.All,
        .. PreFicheOperations.All,
        .. StructuresOperations.All,
        .. TracesOperations.All,
        .. HealthOperations.All,
    ];

    private readonly OpenApiDocument document = ApiDocumentFrame.Make();
    private readonly ApiSchemas schemas;

    private ApiDocument() => schemas = new ApiSchemas(document);

    /// <summary>The description as JSON, OpenAPI 3.1.</summary>
    public static string ToJson()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Build().SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    private static OpenApiDocument Build()
    {
        var built = new ApiDocument();
        var functions = HttpFunction.All();
        foreach (var operation in Operations)
        {
            built.Add(functions[operation.Function], operation);
        }

        return built.document;
    }

    private void Add(HttpFunction function, ApiOperation operation)
    {
        var path = "/" + function.Route;
        if (!document.Paths.TryGetValue(path, out var item))
        {
            document.Paths.Add(path, item = new OpenApiPathItem());
        }

        ((OpenApiPathItem)item).AddOperation(function.Method, Describe(function, operation));
    }

    private OpenApiOperation Describe(HttpFunction function, ApiOperation operation)
    {
        var example = ApiExamples.Of(function.Name);
        var described = new OpenApiOperation
        {
            OperationId = function.Name,
            Tags = new HashSet<OpenApiTagReference> { new(operation.Tag, document) },
            Summary = operation.Summary,
            Parameters = operation.Parameters.Count == 0 ? null : [.. operation.Parameters.Select(p => p.ToOpenApi())],
            RequestBody = operation.Body is { } body ? Body(body, example) : null,
            Responses = Responses(function, operation, example),
        };
        if (example is not null)
        {
            described.AddExtension("x-example", new JsonNodeExtension(example.Request));
        }

        if (function.Access.IsOpen)
        {
            // An empty list takes the document's own requirement away.
            described.Security = [];
        }
        else
        {
            described.AddExtension("x-roles", new JsonNodeExtension(Names(function.Access.Roles)));
        }

        return described;
    }

    private OpenApiRequestBody Body(Type message, ApiExample? example) =>
        new() { Required = true, Content = Content(message, example?.Body) };

    private OpenApiResponses Responses(HttpFunction function, ApiOperation operation, ApiExample? example)
    {
        var responses = new OpenApiResponses();
        foreach (var answer in operation.Answers)
        {
            responses.Add($"{answer.Status}", Response(answer, example));
        }

        var failure = operation.FailsWithPage ? ApiDocumentFrame.ProblemOrPage : ApiDocumentFrame.Problem;
        foreach (var status in operation.Failures.Union(UsualFailures(function, operation)).Order())
        {
            responses.Add($"{status}", new OpenApiResponseReference(failure, document));
        }

        return responses;
    }

    /// <summary>What any operation of that kind may answer; 500 would be a defect.</summary>
    private static IEnumerable<int> UsualFailures(HttpFunction function, ApiOperation operation)
    {
        int[] ofCallers = function.Access.IsOpen ? [] : [401, 403, 429, 503];
        int[] ofQueries = operation.Parameters.Any(p => p.In == ParameterLocation.Query) ? [400] : [];
        int[] ofBodies = operation.Body is null ? [] : [400, 413, 415];
        return ofCallers.Union(ofQueries).Union(ofBodies);
    }

    private OpenApiResponse Response(ApiAnswer answer, ApiExample? example)
    {
        var response = new OpenApiResponse
        {
            Description = answer.Description,
            Content = answer.Message is { } message
                ? Content(message, example?.Status == answer.Status ? example.Answer : null)
                : null,
        };
        if (answer.AlsoAs is { } mediaType)
        {
            response.Content!.Add(mediaType, new OpenApiMediaType { Schema = ApiForms.Text });
        }

        if (answer.Headers.Count > 0)
        {
            response.Headers = answer.Headers.ToDictionary(
                h => h.Key,
                h => (IOpenApiHeader)new OpenApiHeader { Description = h.Value, Schema = ApiForms.Text }
            );
        }

        return response;
    }

    private Dictionary<string, IOpenApiMediaType> Content(Type message, JsonNode? example) =>
        new()
        {
            [Json] = new OpenApiMediaType { Schema = schemas.Of(message), Example = example?.DeepClone() },
        };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];
}

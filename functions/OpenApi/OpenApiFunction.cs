using KryptonFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>The description of this API, OpenAPI 3.1, built from the code at the first request.</summary>
public sealed class OpenApiFunction
{
    private static readonly Lazy<string> Description = new(ApiDocument.ToJson);

    [Function(nameof(OpenApi))]
    [OpenToAnyone("Describes the API, holds no data.")]
    public IResult OpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request
    ) => Results.Text(Description.Value, "application/json");
}

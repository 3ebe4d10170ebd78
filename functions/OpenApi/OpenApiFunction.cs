using KryptonFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>The description of this API, OpenAPI 3.1; a test holds it equal to the code.</summary>
public sealed class OpenApiFunction
{
    private const string Resource = "KryptonFunctions.Functions.OpenApi.openapi.json";

    [Function(nameof(OpenApi))]
    [OpenToAnyone("Describes the API, holds no data.")]
    public IResult OpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request
    ) => Results.Stream(typeof(OpenApiFunction).Assembly.GetManifestResourceStream(Resource)!, "application/json");
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace Workbench.ApiDocs;

/// <summary>
/// The description of the API, readable: Scalar with the script that its package brings, and nothing from elsewhere.
/// Its page has a policy of its own, since it sets styles while it runs; ours stay as strict as they are.
/// </summary>
internal static class ApiDocsRoutes
{
    private const string Page = "/api/docs";
    private const string Description = Page + "/openapi.json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Description, DescribeAsync);
        routes.MapScalarApiReference(Page, Show);
    }

    /// <summary>As the functions serve it: a browser at the workbench may ask nobody else.</summary>
    private static async Task<IResult> DescribeAsync(
        IHttpClientFactory clients,
        WorkbenchOptions options,
        CancellationToken cancellationToken
    )
    {
        using var functions = clients.CreateClient(nameof(ApiDocs));
        try
        {
            var address = new Uri(options.Functions, "/api/openapi.json");
            return Results.Text(await functions.GetStringAsync(address, cancellationToken), "application/json");
        }
        catch (HttpRequestException)
        {
            return Results.Problem("Les fonctions ne répondent pas.", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static void Show(ScalarOptions options, HttpContext context)
    {
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = string.Join(
            "; ",
            "default-src 'none'",
            $"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'"
        );
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";

        // Calls are tried in the workbench, whose drawer shows them; from here they would go to another origin.
        options
            .WithTitle("API · Poste DCC")
            .WithNonce(nonce)
            .WithOpenApiRoutePattern(Description)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .HideTestRequestButton()
            .HideClientButton();
    }
}

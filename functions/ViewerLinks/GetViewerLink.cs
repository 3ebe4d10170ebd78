using KryptonFunctions.Functions.Http;
using KryptonFunctions.ViewerLinks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.ViewerLinks;

/// <summary><c>GET /viewer-links/{token}</c>: opens a link, once, and sends the browser to Krypton's viewer.</summary>
public sealed class GetViewerLink(OpenViewerLink openViewerLink)
{
    [Function(nameof(GetViewerLink))]
    [OpenToAnyone("The token in the address is the permission: 256 random bits, one use, two minutes.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/viewer-links/{token}")] HttpRequest request,
        string token
    )
    {
        // Neither the link nor the viewer's address, with its launch token, may stay in a cache or go out as a
        // referrer.
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.Vary = "Accept-Language, Accept";

        // Whoever hangs up has used the link, and that is traced.
        return Answer.From(
            await openViewerLink.OpenAsync(token, ClientAddress.Of(request), CancellationToken.None),
            address => Results.Redirect(address.AbsoluteUri)
        );
    }
}

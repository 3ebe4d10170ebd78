using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.ViewerLinks;
using KryptonFunctions.ViewerLinks.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Functions.ViewerLinks;

/// <summary><c>POST /viewer-links</c>: a link to view one study, or two side by side.</summary>
public sealed class PostViewerLink(IssueViewerLink issueViewerLink, IOptions<ViewerLinksOptions> options)
{
    [Function(nameof(PostViewerLink))]
    [Allows(Roles.Care)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/viewer-links")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var body = await RequestBody.ReadAsync<ViewerLinkRequest>(request, cancellationToken);
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var issued = await body.ThenAsync(wanted =>
            issueViewerLink.IssueAsync(context.Caller(), wanted, CancellationToken.None)
        );
        return Answer.From(
            issued,
            link =>
            {
                // The address is a secret while it lives.
                request.HttpContext.Response.Headers.CacheControl = "no-store";
                var language = RequestLanguage.Answer(request.HttpContext);
                return Answer.Json(
                    new ViewerLinkAnswer(
                        Address(request, link),
                        link.ExpiresAt.UtcDateTime,
                        [.. link.Warnings.Select(warning => warning.In(language))]
                    ),
                    StatusCodes.Status201Created
                );
            }
        );
    }

    // Locally the address of the request stands in for the setting, which elsewhere must be given.
    private string Address(HttpRequest request, IssuedLink link)
    {
        var root = options.Value.PublicBaseUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        return $"{root}/api/v1/viewer-links/{link.Token.Value}";
    }
}

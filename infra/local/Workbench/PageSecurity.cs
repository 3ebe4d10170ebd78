using Microsoft.AspNetCore.Http;

namespace Workbench;

/// <summary>The headers of every page: it loads and runs what is ours, and nothing else.</summary>
internal sealed class PageSecurity(WorkbenchOptions options)
{
    // A browser holds the whole chain of redirects of a form against form-action: a link goes by the functions to the
    // viewer.
    private readonly string policy = string.Join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        $"form-action 'self' {Origin(options.Functions)} {Origin(options.Viewer)}",
        "frame-ancestors 'none'",
        "base-uri 'none'"
    );

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return next(context);
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}

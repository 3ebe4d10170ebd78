using Microsoft.AspNetCore.Http;

namespace Workbench.Layout;

/// <summary>The page that somebody comes from.</summary>
internal static class Referrer
{
    /// <summary>Its path and query if it is one of ours, or null.</summary>
    public static string? Of(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? page.PathAndQuery
            : null;
}

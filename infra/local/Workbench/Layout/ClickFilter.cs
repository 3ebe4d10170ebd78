using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Dcc;
using Workbench.Sessions;

namespace Workbench.Layout;

/// <summary>
/// Before each page: ids that cannot be are not found, and a click begins, unless the page only looks again by itself.
/// </summary>
internal sealed class ClickFilter : IEndpointFilter
{
    private static readonly string[] Ids = ["rcpId", "preFicheId", "studyUid"];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Ids.Any(id => http.Request.RouteValues[id] is string value && !DccIds.IsValid(value)))
        {
            return Pages.NotFound();
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<LiveMark>() is not null)
        {
            return await next(context);
        }

        var session = http.RequestServices.GetRequiredService<Session>();
        session.Click(HttpMethods.IsPost(http.Request.Method));
        var result = await next(context);
        if (result is not SeeOther)
        {
            session.Answered();
        }

        return result;
    }
}

/// <summary>Marks a page, which has the headers of one.</summary>
internal sealed class PageMark;

/// <summary>Marks a part of a page that looks again by itself.</summary>
internal sealed class LiveMark;

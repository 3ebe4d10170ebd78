using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace FunctionsHost.Http;

/// <summary>Writes what an HTTP function returned.</summary>
internal static class HttpResults
{
    public static Task WriteAsync(HttpContext context, object? result) =>
        result switch
        {
            // Nothing returned: the function, or a middleware, has written the response itself.
            null => Task.CompletedTask,
            IResult typed => typed.ExecuteAsync(context),
            IActionResult action => action.ExecuteResultAsync(
                new ActionContext(context, context.GetRouteData(), new ActionDescriptor())
            ),
            string text => Results.Text(text).ExecuteAsync(context),
            _ => Results.Json(result).ExecuteAsync(context),
        };
}

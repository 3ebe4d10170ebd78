using Microsoft.AspNetCore.Http;

namespace Workbench.Layout;

/// <summary>303: after a form the browser asks for a page, so that to reload or go back repeats nothing.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}

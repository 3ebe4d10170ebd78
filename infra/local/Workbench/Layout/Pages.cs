using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Dcc;

namespace Workbench.Layout;

/// <summary>Pages as results.</summary>
internal static class Pages
{
    /// <summary>A component as a page, with its parameters by name.</summary>
    public static IResult Show<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(parameters) { StatusCode = status };

    /// <summary>The page of a refusal, where there is no other page to show it on.</summary>
    public static IResult Problem(ApiProblem problem) =>
        Show<ProblemPage>(
            new { Problem = problem },
            problem.Status is >= 400 and < 600 ? problem.Status : StatusCodes.Status502BadGateway
        );

    public static IResult NotFound() =>
        Problem(
            new ApiProblem("not-found", "Page inconnue", StatusCodes.Status404NotFound, "Cette page n'existe pas.")
        );

    /// <summary>
    /// A part of a page, alone: 304 where it is the one that the browser has. What it is made of tells whether it has
    /// changed.
    /// </summary>
    public static IResult Part<TPart>(HttpContext context, object parameters, params ReadOnlySpan<string> madeOf)
        where TPart : IComponent
    {
        var text = string.Join('\n', madeOf.ToArray());
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        context.Response.Headers.ETag = tag;
        return Show<TPart>(parameters);
    }
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Workbench.Dcc;

namespace Workbench.Layout;

/// <summary>
/// A form that is not of a page of this session does nothing, and its user is told: after a restart that is every page
/// that is still open.
/// </summary>
internal static class FormGuard
{
    private static readonly ApiProblem Foreign = new(
        "form-expired",
        "Formulaire périmé",
        StatusCodes.Status400BadRequest,
        "La page a été ouverte avant le dernier démarrage du poste, ou ailleurs : rien n'a été fait. La rouvrir."
    );

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        // Another site's form comes without our cookies: a page of ours would set new ones, and end the user's session.
        return context.Request.Headers["Sec-Fetch-Site"] == "cross-site"
            ? Results
                .Text(Foreign.Detail, "text/plain; charset=utf-8", statusCode: Foreign.Status)
                .ExecuteAsync(context)
            : Pages.Problem(Foreign).ExecuteAsync(context);
    }
}

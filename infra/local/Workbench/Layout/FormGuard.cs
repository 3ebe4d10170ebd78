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

    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? Pages.Problem(Foreign).ExecuteAsync(context)
            : next(context);
}

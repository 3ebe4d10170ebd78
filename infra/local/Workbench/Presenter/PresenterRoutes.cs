using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Workbench.Layout;
using Workbench.Sessions;

namespace Workbench.Presenter;

/// <summary>The bar of who presents: who uses the DCC, and how Krypton fails.</summary>
internal static class PresenterRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/presenter/user", SetUser).WithMetadata(new PageMark());
        routes.MapPost("/presenter/krypton", SetKryptonAsync).WithMetadata(new PageMark());
    }

    private static SeeOther SetUser(HttpRequest request, Session session, [FromForm] IFormCollection form)
    {
        if (DccUser.From(form["user"], form["role"]) is not { } user)
        {
            session.Tell("Utilisateur inchangé : un nom de 1 à 64 caractères et un rôle connu sont nécessaires.");
            return Back(request, session);
        }

        session.User = user;
        session.Tell($"Le poste est maintenant celui de {user.Id}, {DccUser.Roles[user.Role].ToLowerInvariant()}.");
        return new SeeOther(Navigation.First(user).Path);
    }

    private static async Task<IResult> SetKryptonAsync(
        HttpRequest request,
        MockAdmin mock,
        Session session,
        [FromForm] IFormCollection form
    )
    {
        if (!mock.Exists)
        {
            session.Tell("Ici Krypton n'est pas simulé : il n'y a pas de panne à choisir.");
            return Back(request, session);
        }

        try
        {
            if (form.ContainsKey("fault"))
            {
                var preset = FaultPreset.Find(form["fault"]);
                await mock.SetAsync(preset);
                session.Tell(
                    preset is null ? "Krypton répond normalement." : $"Krypton : {preset.Text.ToLowerInvariant()}."
                );
            }

            if (Seconds(form["seconds"]) is { } seconds)
            {
                await mock.SetTransferTimeAsync(seconds);
                session.Tell($"Un transfert dure maintenant {seconds:0.#} s.");
            }
        }
        catch (HttpRequestException)
        {
            session.Tell("Le simulateur de Krypton ne répond pas.");
        }

        return Back(request, session);
    }

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0.1 and <= 600
            ? seconds
            : null;

    /// <summary>To the page that the form was on.</summary>
    private static SeeOther Back(HttpRequest request, Session session) =>
        new(Referrer.Of(request) ?? Navigation.First(session.User).Path);
}

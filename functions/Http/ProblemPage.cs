using System.Net;
using System.Security.Cryptography;
using System.Text;
using KryptonFunctions.Access;
using Microsoft.AspNetCore.Http;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// A failure as a page for people: a link to the viewer is opened by a browser, whose user can do nothing with JSON. It
/// says what to do, holds nothing of a patient, and loads nothing.
/// </summary>
internal static class ProblemPage
{
    private const string Links = "/v1/viewer-links/";

    private const string Style =
        "body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#111;background:#fff}";

    private static readonly string Policy =
        "default-src 'none'; "
        + $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Wording Heading = new("L'examen ne peut pas être ouvert", "The study cannot be opened");
    private static readonly Wording WhatToDo = new("Que faire ?", "What to do");
    private static readonly Wording NewLink = new(
        "Fermez cette page, retournez dans le DCC et ouvrez l'examen à nouveau : un nouveau lien sera créé.",
        "Close this page, go back to the DCC and open the study again: a new link will be made."
    );
    private static readonly Wording Later = new(
        "Attendez une minute, retournez dans le DCC et ouvrez l'examen à nouveau. Si cela se répète, "
            + "prévenez votre support en lui donnant la référence ci-dessous.",
        "Wait a minute, go back to the DCC and open the study again. If it happens again, "
            + "tell your support and give them the reference below."
    );
    private static readonly Wording Reference = new("Référence pour le support :", "Reference for the support:");

    /// <summary>True where a link was asked for by whoever shows pages.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        if (
            !HttpMethods.IsGet(request.Method)
            || !request.Path.Value!.Contains(Links, StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        var pages = Weight(request, "text/html");
        return pages > 0 && pages >= Math.Max(Weight(request, "application/json"), Weight(request, Problem.MediaType));
    }

    public static Task WriteAsync(HttpContext http, Failure failure, string requestId)
    {
        var language = RequestLanguage.Answer(http);
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.ContentType = "text/html; charset=utf-8";
        var advice = failure.Kind is FailureKind.NotFound or FailureKind.Gone ? NewLink : Later;
        return http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{RequestLanguage.Tag(language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(Heading)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{Text(Heading)}</h1>
            <p>{Text(failure.Detail)}</p>
            <h2>{Text(WhatToDo)}</h2>
            <p>{Text(advice)}</p>
            <p>{Text(Reference)} <code>{WebUtility.HtmlEncode(requestId)}</code></p>
            </main>
            </body>
            </html>

            """,
            http.RequestAborted
        );

        string Text(Wording wording) => WebUtility.HtmlEncode(wording.In(language));
    }

    private static double Weight(HttpRequest request, string mediaType) =>
        request
            .GetTypedHeaders()
            .Accept.Where(range => range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            .Select(range => range.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();
}

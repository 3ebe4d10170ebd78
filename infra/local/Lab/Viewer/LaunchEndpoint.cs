using KryptonFunctions.Access;
using KryptonMock.Tokens;
using KryptonMock.Viewer;
using Microsoft.AspNetCore.Http;

namespace Lab.Viewer;

/// <summary>
/// The viewer's address (IHE Invoke Image Display, STUDY), to which a link leads: the launch token is checked before
/// anything is said of a study. Each refusal is a page that says why, without the study.
/// </summary>
internal sealed class LaunchEndpoint(TimeProvider time, StudyPlaces places, ViewerSessions sessions)
{
    private const int Most = 2;

    private readonly LaunchTokens tokens = new(TrustedKeys.Read([], DevelopmentKey.ViewerLaunch), time);

    public async Task OpenAsync(HttpContext context)
    {
        var query = context.Request.Query;
        string[] uids =
        [
            .. query["studyUID"]
                .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal),
        ];
        if (query["requestType"] != "STUDY" || uids.Length is 0 or > Most)
        {
            await RefuseAsync(context, 400, "La visionneuse attend requestType=STUDY et un ou deux studyUID.");
            return;
        }

        var launch = await tokens.CheckAsync(query["launch"], uids);
        if (launch.Objection is { } objection)
        {
            await RefuseAsync(context, 403, objection);
            return;
        }

        if (!sessions.TryUse(launch.Id))
        {
            await RefuseAsync(context, 403, "Ce lien a déjà été ouvert : demandez-en un nouveau dans le DCC.");
            return;
        }

        var studies = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var uid in uids)
        {
            if (await places.FindAsync(uid, context.RequestAborted) is not { } place)
            {
                await RefuseAsync(context, 404, "Aucun serveur d'images qui répond ne détient cet examen.");
                return;
            }

            studies[uid] = place;
        }

        var session = sessions.Open(studies, context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var layout = uids.Length == Most ? $"&hangingProtocolId={OhifPages.Compare}" : "";
        context.Response.Redirect($"{session.Base}/viewer?StudyInstanceUIDs={string.Join(',', uids)}{layout}");
    }

    public static Task RefuseAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.ContentSecurityPolicy = ViewerPage.ContentSecurityPolicy;
        return context.Response.WriteAsync(ViewerPage.Refusal(sentence), context.RequestAborted);
    }
}

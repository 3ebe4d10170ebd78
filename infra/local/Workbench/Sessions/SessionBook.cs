using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Workbench.Sessions;

/// <summary>The sessions by their cookie, in memory; the oldest go when there are too many.</summary>
internal sealed class SessionBook
{
    public const string Cookie = "poste";
    private const int MaxSessions = 200;

    private readonly Lock gate = new();
    private readonly BoundedMap<string, Session> sessions = new(MaxSessions);

    /// <summary>The browser's session; a new one, with its cookie, where it has none.</summary>
    public Session Of(HttpContext context)
    {
        lock (gate)
        {
            if (context.Request.Cookies[Cookie] is { } known && sessions.Find(known) is { } session)
            {
                return session;
            }

            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var begun = new Session();
            sessions.Set(id, begun);
            context.Response.Cookies.Append(
                Cookie,
                id,
                new CookieOptions
                {
                    HttpOnly = true,
                    // Also for who comes by a link: without it they would begin another session and lose theirs.
                    SameSite = SameSiteMode.Lax,
                    IsEssential = true,
                }
            );
            return begun;
        }
    }
}

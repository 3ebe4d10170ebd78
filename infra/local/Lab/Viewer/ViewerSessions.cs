using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Lab.Viewer;

/// <summary>
/// The opened links. A launch token opens one session, once; the session is known by a cookie that is sent to its own
/// address only.
/// </summary>
internal sealed class ViewerSessions(TimeProvider time)
{
    public const string Path = "/ohif";
    private const string Cookie = "viewer-session";
    private const int Most = 1000;

    /// <summary>As long as one reads two studies; then the DCC gives another link.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>Longer than any launch token lives (its settings allow ten minutes).</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, ViewerSession> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);

    /// <summary>True once for each id of a token, and never for a token without one.</summary>
    public bool TryUse(string tokenId)
    {
        var now = time.GetUtcNow();
        foreach (var (id, until) in used)
        {
            if (until < now)
            {
                used.TryRemove(id, out _);
            }
        }

        return tokenId.Length > 0 && used.TryAdd(tokenId, now + TokenLife);
    }

    /// <summary>Begins a session, and gives its cookie.</summary>
    public ViewerSession Open(IReadOnlyDictionary<string, Uri> studies, HttpContext context)
    {
        Forget();
        var session = new ViewerSession(Random(12), Random(32), studies, time.GetUtcNow() + Life);
        sessions[session.Id] = session;
        context.Response.Cookies.Append(
            Cookie,
            session.Secret,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,

                // Strict would not be sent after the redirect that a link of another site leads to.
                SameSite = SameSiteMode.Lax,
                Path = session.Base,
                MaxAge = Life,
            }
        );
        return session;
    }

    /// <summary>The session of an address, if the caller has its cookie and it has not ended.</summary>
    public ViewerSession? Find(string id, HttpRequest request) =>
        sessions.TryGetValue(id, out var session)
        && session.Ends > time.GetUtcNow()
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(session.Secret),
            Encoding.UTF8.GetBytes(request.Cookies[Cookie] ?? "")
        )
            ? session
            : null;

    private static string Random(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Ended ones, and the oldest where there are too many.</summary>
    private void Forget()
    {
        var now = time.GetUtcNow();
        var ended = sessions
            .Values.OrderByDescending(session => session.Ends)
            .Where((s, at) => s.Ends < now || at >= Most);
        foreach (var session in ended.ToList())
        {
            sessions.TryRemove(session.Id, out _);
        }
    }
}

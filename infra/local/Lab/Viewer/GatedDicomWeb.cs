using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Lab.Viewer;

/// <summary>
/// DICOMweb for a session: reads of its own studies, sent on to the archive that holds each. The address that is sent
/// on is built from checked parts, never copied.
/// </summary>
internal sealed partial class GatedDicomWeb(ViewerSessions sessions) : IDisposable
{
    /// <summary>What may be asked of an own study; none of them names another one.</summary>
    private static readonly HashSet<string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        "includefield",
        "limit",
        "offset",
        "accept",
        "SeriesInstanceUID",
        "SOPInstanceUID",
        "Modality",
    };

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <param name="context">The call.</param>
    /// <param name="id">The session of the address.</param>
    /// <param name="path">Below <c>dicomweb</c>.</param>
    public async Task ServeAsync(HttpContext context, string id, string path)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (sessions.Find(id, context.Request) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            await ServeAsync(context, session, path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (HttpRequestException) when (!context.Response.HasStarted)
        {
            // Half a study would look like a whole one.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task ServeAsync(HttpContext context, ViewerSession session, string[] parts)
    {
        switch (parts)
        {
            case ["studies"]:
                await SearchAsync(context, session);
                break;
            case ["studies", var uid, ..] when session.Studies.TryGetValue(uid, out var archive) && parts.All(IsPlain):
                await ReadAsync(context, session, archive, string.Join('/', parts));
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
        }
    }

    /// <summary>Letters, digits, dots inside: nothing that leads out of the study.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9.,_-]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Plain { get; }

    private static bool IsPlain(string part) => Plain.IsMatch(part) && !part.Contains("..", StringComparison.Ordinal);

    /// <summary>
    /// Whatever is searched, for instance all of a patient's: the studies of this session, or those of them that are
    /// named.
    /// </summary>
    private async Task SearchAsync(HttpContext context, ViewerSession session)
    {
        string[] named =
        [
            .. context
                .Request.Query.Where(parameter => IsStudyUid(parameter.Key))
                .SelectMany(parameter => parameter.Value)
                .SelectMany(value => (value ?? "").Split([',', '\\'], StringSplitOptions.RemoveEmptyEntries)),
        ];
        if (named.Any(uid => !session.Studies.ContainsKey(uid)))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        JsonArray all = [];
        foreach (var (uid, archive) in session.Studies.Where(s => named.Length == 0 || named.Contains(s.Key)))
        {
            var address = new Uri(archive, $"studies?StudyInstanceUID={uid}&includefield=all");
            var found = await http.GetStringAsync(address, context.RequestAborted);
            foreach (var study in JsonNode.Parse(Rewrite(found, context, session, archive))!.AsArray())
            {
                all.Add(study!.DeepClone());
            }
        }

        context.Response.ContentType = "application/dicom+json";
        await context.Response.WriteAsync(all.ToJsonString(), context.RequestAborted);
    }

    private async Task ReadAsync(HttpContext context, ViewerSession session, Uri archive, string path)
    {
        var query = QueryString.Create(context.Request.Query.Where(parameter => Parameters.Contains(parameter.Key)));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(archive, path + query));
        request.Headers.TryAddWithoutValidation("Accept", (IEnumerable<string?>)context.Request.Headers.Accept);
        using var answer = await http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            context.RequestAborted
        );
        context.Response.StatusCode = (int)answer.StatusCode;
        if (!answer.IsSuccessStatusCode)
        {
            // An archive's own words tell whether a study that may not be seen exists.
            return;
        }

        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true)
        {
            var text = await answer.Content.ReadAsStringAsync(context.RequestAborted);
            await context.Response.WriteAsync(Rewrite(text, context, session, archive), context.RequestAborted);
            return;
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>Bulk data is named by whole addresses: they lead through this gate, not around it.</summary>
    private static string Rewrite(string json, HttpContext context, ViewerSession session, Uri archive)
    {
        var request = context.Request;
        return new StringBuilder(json)
            .Replace(archive.ToString(), $"{request.Scheme}://{request.Host}{session.Base}/dicomweb/")
            .ToString();
    }

    private static bool IsStudyUid(string name) =>
        name.Equals("StudyInstanceUID", StringComparison.OrdinalIgnoreCase)
        || name.Equals("0020000D", StringComparison.OrdinalIgnoreCase);
}

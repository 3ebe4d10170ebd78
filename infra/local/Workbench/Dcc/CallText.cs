using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Sessions;

namespace Workbench.Dcc;

/// <summary>Writes a call down as text for people.</summary>
internal static class CallText
{
    private const int MaxBody = 32 * 1024;

    // The page encodes what it shows; a body is read by people, so its accents stay.
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static RecordedCall Of(
        HttpRequestMessage request,
        byte[]? body,
        HttpResponseMessage response,
        ReceivedAnswer answer,
        long milliseconds
    ) =>
        Unanswered(request, body, milliseconds) with
        {
            Status = (int)response.StatusCode,
            AnswerHeaders = Lines(
                ("Content-Type", response.Content.Headers.ContentType?.ToString()),
                ("ETag", answer.ETag),
                ("Retry-After", answer.RetryAfter?.ToString()),
                ("Location", response.Headers.Location?.OriginalString)
            ),
            AnswerBody = Body(answer.Body),
        };

    public static RecordedCall Unanswered(HttpRequestMessage request, byte[]? body, long milliseconds) =>
        new(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            Lines(
                ("Authorization", "Bearer (jeton signé par le DCC)"),
                ("Accept", request.Headers.Accept.ToString()),
                ("Accept-Language", request.Headers.AcceptLanguage.ToString()),
                ("If-None-Match", request.Headers.IfNoneMatch.ToString()),
                ("Content-Type", request.Content?.Headers.ContentType?.ToString())
            ),
            body is null ? null : Body(body),
            0,
            string.Empty,
            null,
            milliseconds
        );

    private static string Lines(params (string Name, string? Value)[] headers) =>
        string.Join(
            '\n',
            headers
                .Where(header => !string.IsNullOrEmpty(header.Value))
                .Select(header => $"{header.Name}: {header.Value}")
        );

    private static string? Body(byte[] body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        var text = Indented(body);
        return text.Length <= MaxBody ? text : $"{text[..MaxBody]}\n… (coupé)";
    }

    private static string Indented(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body)?.ToJsonString(Pretty) ?? "null";
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(body);
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workbench.Sessions;

namespace Workbench.Dcc;

/// <summary>
/// The DCC's client of the functions: each call carries the user's token, is remembered for the page that shows the
/// calls, and asks with the ETag it knows. A call ends whoever hangs up at the workbench.
/// </summary>
internal sealed class DccApi(HttpClient http, WorkbenchOptions options, Session session, CallLog log)
{
    private const string Json = "application/json";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly JsonSerializerOptions Writing = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A call that only reads; the path is under <c>/api/v1/</c>, each part escaped.</summary>
    public Task<ApiAnswer<T>> GetAsync<T>(string path)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null);

    /// <summary>The same as text of another type than JSON.</summary>
    public async Task<ApiAnswer<string>> GetTextAsync(string path, string mediaType)
    {
        var (status, answer, problem) = await CallAsync(HttpMethod.Get, path, null, mediaType);
        if (problem is null && IsSuccess(status))
        {
            return ApiAnswer<string>.Given(Encoding.UTF8.GetString(answer.Body));
        }

        return ApiAnswer<string>.Refused(problem ?? ReadProblem(status, answer));
    }

    /// <summary>A call whose answer is of no interest where it is a success.</summary>
    public async Task<ApiProblem?> DoAsync(HttpMethod method, string path, object? body)
    {
        var (status, answer, problem) = await CallAsync(method, path, Serialize(body));
        return problem ?? (IsSuccess(status) ? null : ReadProblem(status, answer));
    }

    public async Task<ApiAnswer<T>> SendAsync<T>(HttpMethod method, string path, object? body)
        where T : class
    {
        var (status, answer, problem) = await CallAsync(method, path, Serialize(body));
        if (problem is not null)
        {
            return ApiAnswer<T>.Refused(problem);
        }

        if (!IsSuccess(status))
        {
            return ApiAnswer<T>.Refused(ReadProblem(status, answer));
        }

        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body, Reading) is { } value
                ? ApiAnswer<T>.Given(value)
                : ApiAnswer<T>.Refused(ApiProblem.Unreadable(status));
        }
        catch (JsonException)
        {
            return ApiAnswer<T>.Refused(ApiProblem.Unreadable(status));
        }
    }

    private static byte[]? Serialize(object? body) =>
        body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, Writing);

    private static bool IsSuccess(int status) => status is >= 200 and < 300;

    private static ApiProblem ReadProblem(int status, ReceivedAnswer answer)
    {
        try
        {
            var problem = JsonSerializer.Deserialize<ApiProblem>(answer.Body, Reading);
            return (problem ?? ApiProblem.Unreadable(status)) with { Status = status, RetryAfter = answer.RetryAfter };
        }
        catch (JsonException)
        {
            return ApiProblem.Unreadable(status);
        }
    }

    private async Task<(int Status, ReceivedAnswer Answer, ApiProblem? Problem)> CallAsync(
        HttpMethod method,
        string path,
        byte[]? body,
        string? accept = null
    )
    {
        // What is kept is JSON.
        var isKept = method == HttpMethod.Get && accept is null;
        var known = isKept ? session.Known(path) : null;
        using var request = Request(method, path, body, known?.ETag);
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        var clock = Stopwatch.StartNew();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var answer = await ReceivedAnswer.ReadAsync(response);
            log.Add(CallText.Of(request, body, response, answer, clock.ElapsedMilliseconds));
            if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
            {
                return (200, answer with { Body = known.Body }, null);
            }

            if (isKept && response.IsSuccessStatusCode && response.Headers.ETag is { } tag)
            {
                session.Keep(path, new KnownAnswer(tag.ToString(), answer.Body));
            }

            return ((int)response.StatusCode, answer, null);
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException or TaskCanceledException)
        {
            log.Add(CallText.Unanswered(request, body, clock.ElapsedMilliseconds));
            return (0, ReceivedAnswer.Nothing, ApiProblem.Unreachable);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, byte[]? body, string? etag)
    {
        var request = new HttpRequestMessage(method, new Uri(options.Functions, $"/api/v1/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token(session.User));
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("fr"));
        if (etag is not null)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(etag));
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        }

        return request;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Runner.Demo;

/// <summary>
/// A professional who uses the DCC: calls the functions over HTTP with a token that the DCC (stand-in) signs.
/// </summary>
public sealed class DccUser(HttpClient http, Uri dcc, Uri functions, object claims) : IDisposable
{
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim turn = new(1);
    private string? token;
    private DateTimeOffset tokenEnds;

    /// <summary>Sends a request to <c>/api/v1</c> and reads the answer.</summary>
    /// <exception cref="DccCallException">The answer is no success.</exception>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, body, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
    }

    /// <summary>
    /// Sends a request to <c>/api/v1</c>; the answer is a success. 'Not now' (503, 429) is repeated some times, for
    /// every call of the API may be.
    /// </summary>
    /// <exception cref="DccCallException">The answer is no success.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(method, path, body, cancellationToken);
            }
            catch (DccCallException later)
                when (attempt < Attempts
                    && later.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests
                )
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>Follows a viewer link as a browser does, up to the redirect; no token goes along.</summary>
    public async Task<HttpStatusCode> OpenAsync(Uri link, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(link, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.StatusCode;
    }

    public void Dispose() => turn.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(functions, $"/api/v1/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
        request.Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
        var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new DccCallException(
                $"{method} {path}",
                response.StatusCode,
                await response.Content.ReadAsStringAsync(cancellationToken)
            );
        }

        return response;
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (token is null || DateTimeOffset.UtcNow > tokenEnds - Spare)
            {
                using var response = await http.PostAsJsonAsync(new Uri(dcc, "/token"), claims, cancellationToken);
                response.EnsureSuccessStatusCode();
                var answer = (await response.Content.ReadFromJsonAsync<Dcc.TokenAnswer>(cancellationToken))!;
                (token, tokenEnds) = (answer.AccessToken, answer.ExpiresAt);
            }

            return token;
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>The functions refused a call that the demo expected to work.</summary>
public sealed class DccCallException(string call, HttpStatusCode status, string answer)
    : Exception($"{call} was answered with {(int)status}: {answer}")
{
    public HttpStatusCode Status { get; } = status;
}

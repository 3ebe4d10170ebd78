using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>
/// The access token for Krypton: OAuth 2 client credentials with <c>private_key_jwt</c> (SMART Backend Services). Kept
/// in memory until 30 s before its expiry; one refresh at a time, whose outcome all waiters share. Failure:
/// <see cref="KryptonTokenException"/>, never with content.
/// </summary>
public sealed class KryptonTokens(
    HttpClient http,
    ClientAssertion assertion,
    IOptions<KryptonOptions> options,
    TimeProvider time
)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private Token? current;
    private Task<Token>? refresh;

    /// <summary>A token that holds for 30 s at least, unless Krypton issues shorter ones.</summary>
    /// <param name="refused">The token that Krypton has just refused: it is not given again.</param>
    /// <param name="cancellationToken">Ends the wait, not the refresh, which others may wait for.</param>
    public async ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        Task<Token> pending;
        lock (gate)
        {
            if (current is { } held && held.Value != refused && time.GetUtcNow() < held.UseUntil)
            {
                return held.Value;
            }

            pending = refresh is { IsCompleted: false } ? refresh : refresh = RefreshAsync();
        }

        return (await pending.WaitAsync(cancellationToken)).Value;
    }

    private async Task<Token> RefreshAsync()
    {
        // Leaves the lock of the caller before anything is done.
        await Task.Yield();
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.TokenUrl)
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["scope"] = options.Value.Scope,
                    ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    ["client_assertion"] = assertion.Create(now),
                }
            ),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var answer = await ReadAsync(request);
        var life = TimeSpan.FromSeconds(Math.Clamp(answer.ExpiresIn, 1, 86_400));
        var token = new Token(answer.AccessToken!, now + (life > Margin * 2 ? life - Margin : life / 2));
        lock (gate)
        {
            return current = token;
        }
    }

    private async Task<TokenAnswer> ReadAsync(HttpRequestMessage request)
    {
        try
        {
            using var response = await http.SendAsync(request, CancellationToken.None);
            if (!response.IsSuccessStatusCode)
            {
                throw new KryptonTokenException($"The token endpoint answered {(int)response.StatusCode}.");
            }

            var answer = JsonSerializer.Deserialize<TokenAnswer>(
                await response.Content.ReadAsByteArrayAsync(CancellationToken.None)
            );
            return answer?.AccessToken is { Length: > 0 } value && value.All(c => c is > ' ' and <= '~')
                ? answer
                : throw new KryptonTokenException("The token endpoint gave no token.");
        }
        catch (Exception failure)
            when (failure is HttpRequestException or OperationCanceledException or JsonException or InvalidDataException
            )
        {
            throw new KryptonTokenException("The token endpoint gave no answer that can be used.");
        }
    }

    private sealed record Token(string Value, DateTimeOffset UseUntil);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] double ExpiresIn = 300
    );
}

/// <summary>
/// No access token for Krypton can be had at the moment. The message says which step failed, without content.
/// </summary>
public sealed class KryptonTokenException(string message) : Exception(message);

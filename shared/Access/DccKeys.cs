using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace KryptonFunctions.Access;

/// <summary>
/// The DCC's public keys. Kept for an hour; a key id that is not among them has them read again, though not more than
/// every 10 seconds, so that forged ids cannot make us call the DCC at will. While the DCC does not answer the keys
/// known so far stay good.
/// </summary>
public sealed partial class DccKeys(
    HttpClient http,
    IOptions<DccOptions> options,
    TimeProvider time,
    ILogger<DccKeys> logger
) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseWithoutKeys = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Known known = new([], DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    /// <summary>
    /// The keys, read again where <paramref name="keyId"/> is not among them; empty where none could ever be read.
    /// </summary>
    public async Task<IReadOnlyList<SecurityKey>> GetAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (MustRead(keyId))
        {
            await reading.WaitAsync(cancellationToken);
            try
            {
                if (MustRead(keyId))
                {
                    await ReadAsync(cancellationToken);
                }
            }
            finally
            {
                reading.Release();
            }
        }

        return known.Keys;
    }

    public void Dispose() => reading.Dispose();

    private bool MustRead(string? keyId)
    {
        var (keys, readAt, triedAt) = known;
        var now = time.GetUtcNow();
        var missing = keys.Count == 0 || (keyId is not null && keys.All(k => k.KeyId != keyId));
        return (missing || now - readAt > Fresh) && now - triedAt > (keys.Count == 0 ? PauseWithoutKeys : Pause);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            var address =
                options.Value.JwksUrl
                ?? (await http.GetFromJsonAsync<Metadata>(options.Value.MetadataUrl, cancellationToken))?.JwksUri;
            var set = new JsonWebKeySet(await http.GetStringAsync(address, cancellationToken));
            known = new(set.GetSigningKeys().ToList(), now, now);
        }
        catch (Exception e)
            when (e
                    is HttpRequestException
                        or System.Text.Json.JsonException
                        or ArgumentException
                        or InvalidOperationException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            known = known with { TriedAt = now };
            LogNotRead(e.GetType().Name);
        }
    }

    [LoggerMessage(3010, LogLevel.Warning, "The DCC's public keys could not be read ({Error}).")]
    private partial void LogNotRead(string error);

    private sealed record Known(IReadOnlyList<SecurityKey> Keys, DateTimeOffset ReadAt, DateTimeOffset TriedAt);

    private sealed record Metadata([property: JsonPropertyName("jwks_uri")] Uri JwksUri);
}

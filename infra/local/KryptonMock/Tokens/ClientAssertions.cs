using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KryptonMock.Tokens;

/// <summary>
/// Checks <c>private_key_jwt</c> assertions (RFC 7523, SMART Backend Services): ES256, for this token address, at most
/// 5 minutes, each <c>jti</c> once.
/// </summary>
internal sealed class ClientAssertions(IReadOnlyList<SecurityKey> keys, TimeProvider time)
{
    private static readonly TimeSpan Max = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);

    /// <summary>Null where the assertion holds, else what is wrong with it.</summary>
    public async Task<string?> ObjectionAsync(string assertion, string tokenAddress)
    {
        var result = await handler.ValidateTokenAsync(
            assertion,
            new TokenValidationParameters
            {
                IssuerSigningKeys = keys,
                TryAllIssuerSigningKeys = true,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                AudienceValidator = (audiences, _, _) => audiences.Any(audience => SameAddress(audience, tokenAddress)),
                IssuerValidator = (issuer, _, _) => issuer, // compared with the subject below
                RequireExpirationTime = true,
                LifetimeValidator = (_, expires, _, _) =>
                    expires > time.GetUtcNow().UtcDateTime && expires <= (time.GetUtcNow() + Max + Skew).UtcDateTime,
            }
        );
        if (!result.IsValid)
        {
            // The name says enough (SecurityTokenInvalidAudienceException …); the message may hold the token.
            return result.Exception.GetType().Name;
        }

        var token = (JsonWebToken)result.SecurityToken;
        if (token.Issuer.Length == 0 || token.Issuer != token.Subject)
        {
            return "iss and sub must both be the client id";
        }

        if (token.Id.Length == 0)
        {
            return "jti is missing";
        }

        return seen.TryAdd(token.Id, time.GetUtcNow()) ? null : "jti was used before";
    }

    /// <summary>The names of the loopback interface are one.</summary>
    private static bool SameAddress(string audience, string address) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var wanted)
        && new Uri(address) is var actual
        && wanted.AbsolutePath == actual.AbsolutePath
        && wanted.Port == actual.Port
        && (wanted.Host == actual.Host || (wanted.IsLoopback && actual.IsLoopback));
}

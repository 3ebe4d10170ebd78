using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KryptonFunctions.Access;

/// <summary>
/// Says who calls: the DCC signs a short-lived token for one authenticated professional ('appel contextuel').
/// Signature, issuer, audience, lifetime and algorithm are checked here, the claims by <see cref="CallerClaims"/>. Why
/// a token does not hold goes to the log, not to the caller.
/// </summary>
public sealed partial class CallerTokens(
    DccKeys keys,
    IOptions<DccOptions> dcc,
    CallerClaims claims,
    TimeProvider time,
    ILogger<CallerTokens> logger
)
{
    private const string Scheme = "Bearer ";
    private const int MaxToken = 16 * 1024;

    private static readonly Failure Unauthenticated = new(
        FailureKind.Unauthenticated,
        "unauthenticated",
        new("Un jeton valide du DCC est nécessaire.", "A valid token of the DCC is needed.")
    );

    /// <summary>Elliptic curves and RSA only: never <c>none</c>, never a shared secret.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256,
    ];

    private readonly JsonWebTokenHandler handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = MaxToken,
    };

    /// <summary>The caller of an <c>Authorization</c> header.</summary>
    public async Task<Authentication> AuthenticateAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (
            authorization is null
            || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || authorization.Length > MaxToken
        )
        {
            return new Authentication.Refused(Unauthenticated);
        }

        if (Parse(authorization[Scheme.Length..].Trim()) is not { } token)
        {
            return Refuse("unreadable");
        }

        var known = await keys.GetAsync(string.IsNullOrEmpty(token.Kid) ? null : token.Kid, cancellationToken);
        if (known.Count == 0)
        {
            return new Authentication.Refused(
                new Failure(
                    FailureKind.Unavailable,
                    "caller-keys",
                    new(
                        "Les clés du DCC ne peuvent pas être lues pour le moment.",
                        "The keys of the DCC cannot be read now."
                    ),
                    RetryAfter: TimeSpan.FromSeconds(10)
                )
            );
        }

        var result = await handler.ValidateTokenAsync(token, Rules(known));
        if (!result.IsValid)
        {
            return Refuse(result.Exception.GetType().Name);
        }

        var authentication = claims.Read(token);
        if (authentication is Authentication.Refused refused)
        {
            LogRefused(refused.Failure.Slug);
        }

        return authentication;
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            var token = new JsonWebToken(text);
            return token.IsEncrypted || token.TryGetHeaderValue<object>("crit", out _) ? null : token;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            // The second for the parts of an encrypted token.
            return null;
        }
    }

    private TokenValidationParameters Rules(IEnumerable<SecurityKey> known) =>
        new()
        {
            IssuerSigningKeys = known,
            ValidAlgorithms = Algorithms,
            ValidIssuer = dcc.Value.Issuer,
            ValidAudience = dcc.Value.Audience,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsInForce,
        };

    /// <summary>
    /// In force now, and made to be so for ten minutes at most: a token that was given a day could be kept and used for
    /// a day.
    /// </summary>
    private bool IsInForce(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var issued =
            token is JsonWebToken jwt && jwt.TryGetPayloadValue<long>("iat", out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
                : (DateTime?)null;
        return issued is { } from
            && expires is { } until
            && until - from <= dcc.Value.MaxLife
            && from <= now + dcc.Value.ClockSkew
            && (notBefore ?? from) <= now + dcc.Value.ClockSkew
            && until > now - dcc.Value.ClockSkew;
    }

    private Authentication.Refused Refuse(string why)
    {
        LogRefused(why);
        return new Authentication.Refused(Unauthenticated);
    }

    [LoggerMessage(3011, LogLevel.Warning, "A caller's token was refused: {Why}.")]
    private partial void LogRefused(string why);
}

using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KryptonMock.Viewer;

/// <summary>What a launch token says about the user who opens the viewer.</summary>
/// <param name="Claims">Name and value of the claims worth showing, in order; empty where the token does not
/// hold.</param>
/// <param name="Objection">Why it is not believed, in French; null where it holds.</param>
internal sealed record CheckedLaunch(IReadOnlyList<KeyValuePair<string, string>> Claims, string? Objection)
{
    /// <summary>The token's own id, by which a second use is known; empty where it has none.</summary>
    public string Id { get; init; } = "";
}

/// <summary>
/// Checks launch tokens: ES256, audience <c>krypton</c>, not expired, and given for the studies that are asked for.
/// </summary>
internal sealed class LaunchTokens(IReadOnlyList<SecurityKey> keys, TimeProvider time)
{
    private const string Audience = "krypton";
    private const string Studies = "studyUIDs";
    private static readonly string[] Shown =
    [
        "name",
        "SubjectNameID",
        "SubjectRole",
        "SubjectOrganizationID",
        "sub",
        "purpose_of_use",
    ];
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <param name="token">As it came.</param>
    /// <param name="studyUids">What is asked for: nothing but what the token names.</param>
    public async Task<CheckedLaunch> CheckAsync(string? token, IReadOnlyCollection<string> studyUids)
    {
        if (string.IsNullOrEmpty(token))
        {
            return new([], "Aucun jeton de lancement n'a été transmis.");
        }

        var result = await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKeys = keys,
                TryAllIssuerSigningKeys = true,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                ValidAudience = Audience,
                IssuerValidator = (issuer, _, _) => issuer, // known by its key
                LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
            }
        );
        if (!result.IsValid)
        {
            return new([], Reason(result.Exception));
        }

        var launch = (JsonWebToken)result.SecurityToken;
        var named = launch.Claims.Where(claim => claim.Type == Studies).Select(claim => claim.Value);
        return new(
            Claims(launch),
            studyUids.Except(named).Any() ? "Le jeton de lancement ne concerne pas ces examens." : null
        )
        {
            Id = launch.Id,
        };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Claims(JsonWebToken token) =>
        [
            .. Shown
                .Select(name =>
                    KeyValuePair.Create(
                        name,
                        token.TryGetPayloadValue<object>(name, out var value) ? value.ToString()! : ""
                    )
                )
                .Where(claim => claim.Value.Length > 0),
        ];

    private static string Reason(Exception exception) =>
        exception switch
        {
            SecurityTokenInvalidLifetimeException => "Le jeton de lancement a expiré.",
            SecurityTokenInvalidAudienceException => "Le jeton de lancement n'est pas destiné à Krypton.",
            SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException =>
                "La signature du jeton de lancement n'est pas valable.",
            _ => "Le jeton de lancement n'est pas lisible.",
        };
}

using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KryptonMock.Viewer;

/// <summary>What a launch token says about the user who opens the viewer.</summary>
/// <param name="Claims">Name and value of the claims worth showing, in order; empty where the token cannot be
/// read.</param>
/// <param name="Objection">Why it is not believed, in French; null where it holds.</param>
internal sealed record CheckedLaunch(IReadOnlyList<KeyValuePair<string, string>> Claims, string? Objection);

/// <summary>Checks launch tokens: ES256, audience <c>krypton</c>, not expired.</summary>
internal sealed class LaunchTokens(IReadOnlyList<SecurityKey> keys, TimeProvider time)
{
    private const string Audience = "krypton";
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

    public async Task<CheckedLaunch> CheckAsync(string? token)
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
        return new(
            handler.CanReadToken(token) ? Claims(handler.ReadJsonWebToken(token)) : [],
            result.IsValid ? null : Reason(result.Exception)
        );
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

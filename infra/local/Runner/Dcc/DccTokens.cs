using System.Security.Cryptography;
using KryptonFunctions.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Runner.Dcc;

/// <summary>
/// Signs tokens as the DCC would, with the publicly known development key: good for the local environment only.
/// </summary>
internal sealed class DccTokens(TimeProvider time) : IDisposable
{
    private readonly ECDsa key = DevelopmentKeys.Signing(AppEnvironment.Local, DevelopmentKey.DccSigning);

    public TokenAnswer Sign(TokenRequest request)
    {
        var now = time.GetUtcNow();
        var expires = now.AddMinutes(request.Minutes ?? 5);
        var token = new SecurityTokenDescriptor
        {
            Issuer = DccStandIn.Issuer,
            Audience = DccStandIn.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = Claims(request),
            SigningCredentials = new SigningCredentials(Key(key), SecurityAlgorithms.EcdsaSha256),
        };
        return new TokenAnswer(new JsonWebTokenHandler().CreateToken(token), expires);
    }

    /// <summary>The public half as a JSON Web Key Set.</summary>
    public object KeySet()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC",
                    use = "sig",
                    alg = "ES256",
                    crv = "P-256",
                    kid = DevelopmentKeys.KeyId(DevelopmentKey.DccSigning),
                    x = Base64UrlEncoder.Encode(point.X),
                    y = Base64UrlEncoder.Encode(point.Y),
                },
            },
        };
    }

    public void Dispose() => key.Dispose();

    private static ECDsaSecurityKey Key(ECDsa key) =>
        new(key) { KeyId = DevelopmentKeys.KeyId(DevelopmentKey.DccSigning) };

    private static Dictionary<string, object> Claims(TokenRequest request) =>
        new()
        {
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["sub"] = request.User!,
            ["name"] = request.Name ?? request.User!,
            ["SubjectNameID"] = request.SubjectNameId ?? $"8{request.Rpps ?? TokenRequest.AnyRpps}",
            ["SubjectRole"] = "10^1.2.250.1.213.1.1.5.5",
            ["SubjectOrganizationID"] = "330781196",
            ["acr"] = "eidas1",
            ["purpose_of_use"] = request.PurposeOfUse ?? "TREAT",
            ["dcc_roles"] = request.Roles!,
            ["care_of_rcp"] = request.CareOfRcp ?? [],
            ["care_of_prefiche"] = request.CareOfPreFiche ?? [],
        };
}

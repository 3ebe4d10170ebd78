using System.Security.Cryptography;
using KryptonFunctions.Access;
using Microsoft.IdentityModel.Tokens;

namespace KryptonMock.Tokens;

/// <summary>Public EC keys whose signatures are believed.</summary>
internal static class TrustedKeys
{
    /// <param name="pems">Keys in PEM form, public or private.</param>
    /// <param name="standIn">The development key for an empty list.</param>
    /// <exception cref="ArgumentException">A text is no key.</exception>
    public static IReadOnlyList<SecurityKey> Read(IReadOnlyList<string> pems, DevelopmentKey standIn)
    {
        if (pems.Count == 0)
        {
            using var development = DevelopmentKeys.Signing(AppEnvironment.Local, standIn);
            return [Public(development)];
        }

        return
        [
            .. pems.Select(pem =>
            {
                using var key = ECDsa.Create();
                key.ImportFromPem(pem);
                return Public(key);
            }),
        ];
    }

    /// <summary>Built by hand: a converted key would hold on to the one that is disposed here.</summary>
    private static JsonWebKey Public(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}

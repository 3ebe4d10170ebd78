using System.Text.Json;
using KryptonFunctions.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// Makes wrong tokens from a good one. The DCC's development key is known to everybody, so that even well-signed ones
/// can be made wrong.
/// </summary>
internal static class ForgedToken
{
    public static string Like(string good, Action<Dictionary<string, object>> change)
    {
        var token = new JsonWebToken(good);
        var claims = JsonSerializer.Deserialize<Dictionary<string, object>>(
            Base64UrlEncoder.Decode(token.EncodedPayload)
        )!;
        change(claims);
        var key = new ECDsaSecurityKey(DevelopmentKeys.Signing(AppEnvironment.Local, DevelopmentKey.DccSigning))
        {
            KeyId = token.Kid,
        };
        return TokenBench.Sign(claims, key);
    }

    public static string WithoutSignature(string good) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{good.Split('.')[1]}.";

    public static string OfAnotherKey(string good) =>
        TokenBench.Sign(
            JsonSerializer.Deserialize<Dictionary<string, object>>(Base64UrlEncoder.Decode(good.Split('.')[1]))!,
            TokenBench.NewKey(new JsonWebToken(good).Kid)
        );
}

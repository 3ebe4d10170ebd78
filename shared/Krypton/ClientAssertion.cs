using System.Security.Cryptography;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KryptonFunctions.Krypton;

/// <summary>
/// The signed statement by which we authenticate at Krypton's token endpoint (RFC 7523; SMART Backend Services): ES256,
/// 2 minutes, a fresh <c>jti</c>.
/// </summary>
public sealed class ClientAssertion : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);
    private readonly KryptonOptions settings;
    private readonly ECDsa key;
    private readonly SigningCredentials credentials;

    /// <summary>
    /// Takes the key from <see cref="KryptonOptions.ClientKey"/>; locally the development key may stand in.
    /// </summary>
    /// <exception cref="OptionsValidationException">The key is missing, or no EC private key.</exception>
    public ClientAssertion(IOptions<KryptonOptions> options, AppKeys keys)
    {
        settings = options.Value;
        key = keys.SigningKey(settings.ClientKey, "Krypton:ClientKey", DevelopmentKey.KryptonClient);
        credentials = SigningKeys.Es256(
            key,
            settings.ClientKey is null ? DevelopmentKeys.KeyId(DevelopmentKey.KryptonClient) : settings.ClientKeyId
        );
    }

    public string Create(DateTimeOffset now) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = settings.ClientId,
                Audience = settings.TokenUrl,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = settings.ClientId,
                    ["jti"] = Guid.NewGuid().ToString("N"),
                },
                SigningCredentials = credentials,
            }
        );

    public void Dispose() => key.Dispose();
}

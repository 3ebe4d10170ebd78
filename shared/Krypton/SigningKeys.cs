using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace KryptonFunctions.Krypton;

/// <summary>ES256 credentials of our own keys.</summary>
internal static class SigningKeys
{
    /// <param name="key">An EC P-256 private key.</param>
    /// <param name="keyId">The id published for it; null: its RFC 7638 thumbprint, on which both sides need not agree
    /// beforehand.</param>
    public static SigningCredentials Es256(ECDsa key, string? keyId)
    {
        // The default factory keeps signers by key id for the life of the process, beyond that of the key.
        var security = new ECDsaSecurityKey(key)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        security.KeyId =
            keyId
            ?? Base64UrlEncoder.Encode(
                JsonWebKeyConverter.ConvertFromECDsaSecurityKey(security).ComputeJwkThumbprint()
            );
        return new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256);
    }
}

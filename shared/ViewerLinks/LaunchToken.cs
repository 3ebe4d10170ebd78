using System.Security.Cryptography;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KryptonFunctions.ViewerLinks;

/// <summary>
/// The signed statement that tells Krypton's viewer who opens which studies, and in whose care: ES256, audience
/// Krypton, one minute, a fresh <c>jti</c>. It stands in an address, so it holds nothing of the patient and no name of
/// the user.
/// </summary>
public sealed class LaunchToken : IDisposable
{
    private readonly ECDsa key;
    private readonly SigningCredentials credentials;
    private readonly KryptonOptions krypton;
    private readonly TimeSpan lifetime;

    /// <exception cref="OptionsValidationException">The key is missing, or no EC private key.</exception>
    public LaunchToken(IOptions<ViewerLinksOptions> options, IOptions<KryptonOptions> kryptonOptions, AppKeys keys)
    {
        krypton = kryptonOptions.Value;
        lifetime = TimeSpan.FromSeconds(options.Value.LaunchSeconds);
        key = keys.SigningKey(options.Value.SigningKey, "ViewerLinks:SigningKey", DevelopmentKey.ViewerLaunch);
        credentials = SigningKeys.Es256(
            key,
            options.Value.SigningKey is null
                ? DevelopmentKeys.KeyId(DevelopmentKey.ViewerLaunch)
                : options.Value.SigningKeyId
        );
    }

    public string Create(ViewerLink link, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object?>
        {
            ["sub"] = link.User.User,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["SubjectNameID"] = link.User.SubjectNameId,
            ["SubjectRole"] = link.User.Role,
            ["SubjectOrganizationID"] = link.User.Organization,
            ["purpose_of_use"] = link.User.PurposeOfUse,
            ["rcp"] = link.Context.RcpId,
            ["prefiche"] = link.Context.PreFicheId,
            ["studyUIDs"] = link.StudyUids.ToArray(),
            ["layout"] = link.Layout.ToString().ToLowerInvariant(),
            ["request_id"] = CurrentCall.RequestId,
        };
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = krypton.ClientId,
                Audience = krypton.Audience,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + lifetime).UtcDateTime,
                Claims = claims.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!),
                SigningCredentials = credentials,
            }
        );
    }

    public void Dispose() => key.Dispose();
}

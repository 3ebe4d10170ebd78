using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>
/// Reads keys from settings; in the local environment the development keys stand in for those that are missing.
/// </summary>
public sealed class AppKeys(IOptions<AppOptions> app)
{
    private const int ShortestSecret = 32;
    private static readonly string? P256 = ECCurve.NamedCurves.nistP256.Oid.Value;

    private AppEnvironment Environment => app.Value.Environment;

    /// <summary>A private EC P-256 key; the caller keeps and disposes it.</summary>
    /// <param name="pem">The setting's value, PEM text, or null where it is not set.</param>
    /// <param name="setting">The setting's name, such as <c>Krypton:ClientKey</c>, for the message.</param>
    /// <param name="standIn">What replaces it locally.</param>
    /// <exception cref="OptionsValidationException">Missing outside the local environment, or no private EC P-256
    /// key.</exception>
    public ECDsa SigningKey(string? pem, string setting, DevelopmentKey standIn)
    {
        if (string.IsNullOrWhiteSpace(pem))
        {
            return Environment == AppEnvironment.Local
                ? DevelopmentKeys.Signing(Environment, standIn)
                : throw Missing(setting);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256)
            {
                // A public key is read as well; it shows at its first use, which is to be here.
                key.SignData([0], HashAlgorithmName.SHA256);
                return key;
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Told below, without the library's message.
        }

        key.Dispose();
        throw Wrong(setting, "is no private EC P-256 key in PEM form");
    }

    /// <summary>A shared secret.</summary>
    /// <param name="base64">The setting's value, Base64 of at least 32 bytes, or null where it is not set.</param>
    /// <param name="setting">The setting's name, such as <c>Traces:PatientKeySecret</c>, for the message.</param>
    /// <param name="standIn">What replaces it locally.</param>
    /// <exception cref="OptionsValidationException">Missing outside the local environment, or too short.</exception>
    public byte[] Secret(string? base64, string setting, DevelopmentSecret standIn)
    {
        if (string.IsNullOrWhiteSpace(base64))
        {
            return Environment == AppEnvironment.Local
                ? DevelopmentKeys.Secret(Environment, standIn)
                : throw Missing(setting);
        }

        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var length) && length >= ShortestSecret
            ? buffer[..length]
            : throw Wrong(setting, $"must be Base64 of at least {ShortestSecret} bytes");
    }

    private static OptionsValidationException Missing(string setting) => Wrong(setting, "is missing");

    private static OptionsValidationException Wrong(string setting, string what) =>
        new(setting, typeof(AppKeys), [$"The setting {setting} {what}."]);
}

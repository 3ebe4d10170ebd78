using KryptonFunctions.Access;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>
/// What annotations cannot say of Krypton's addresses: traits, tokens and images of real patients go over TLS. Only in
/// the local environment, where the platform is a mock on the same machine, may they begin with <c>http://</c>. The
/// viewer's template has a check of its own.
/// </summary>
internal sealed class KryptonAddressValidator(IOptions<AppOptions> app) : IValidateOptions<KryptonOptions>
{
    public ValidateOptionsResult Validate(string? name, KryptonOptions options)
    {
        (string Setting, string? Address)[] addresses =
        [
            (nameof(options.FhirBaseUrl), options.FhirBaseUrl),
            (nameof(options.DicomWebBaseUrl), options.DicomWebBaseUrl),
            (nameof(options.CentralDicomWebBaseUrl), options.CentralDicomWebBaseUrl),
            (nameof(options.TokenUrl), options.TokenUrl),
        ];
        var wanted = app.Value.Environment == AppEnvironment.Local ? "http(s)" : "https";

        if (PatientIssuers.Read(options.IssuerNames) is null)
        {
            return ValidateOptionsResult.Fail("The setting Krypton:IssuerNames is no list of name=OID.");
        }

        // A missing one is told by the annotations.
        return
            addresses
                .Where(one => !string.IsNullOrEmpty(one.Address) && !IsSafe(one.Address))
                .Select(one => $"The setting Krypton:{one.Setting} is no {wanted} address.")
                .ToList()
                is { Count: > 0 } wrong
            ? ValidateOptionsResult.Fail(wrong)
            : ValidateOptionsResult.Success;
    }

    private bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (
            uri.Scheme == Uri.UriSchemeHttps
            || (uri.Scheme == Uri.UriSchemeHttp && app.Value.Environment == AppEnvironment.Local)
        );
}

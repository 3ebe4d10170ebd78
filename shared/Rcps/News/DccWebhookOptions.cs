using KryptonFunctions.Access;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.News;

/// <summary>Where the DCC wants to hear of its meetings, section <c>DccWebhook</c>.</summary>
public sealed class DccWebhookOptions
{
    public const string Section = "DccWebhook";

    /// <summary>
    /// The DCC's address, <c>https</c>; only in the local environment <c>http</c>. Default none: nobody is told. It
    /// comes from here alone, so no caller makes the app call an address.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>Base64 of at least 32 bytes, by which each call is signed. Needed where <see cref="Url"/> is.</summary>
    [Secret]
    public string? Secret { get; set; }
}

/// <summary>What annotations cannot say of the address.</summary>
internal sealed class DccWebhookOptionsValidator(IOptions<AppOptions> app) : IValidateOptions<DccWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, DccWebhookOptions options) =>
        options.Url is null || IsSafe(options.Url)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "The setting DccWebhook:Url is no https address without user, query and fragment."
            );

    private bool IsSafe(Uri url) =>
        url is { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" }
        && (
            url.Scheme == Uri.UriSchemeHttps
            || (url.Scheme == Uri.UriSchemeHttp && app.Value.Environment == AppEnvironment.Local)
        );
}

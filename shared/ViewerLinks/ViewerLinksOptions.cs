using System.ComponentModel.DataAnnotations;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.ViewerLinks;

/// <summary>Settings of section <c>ViewerLinks</c>.</summary>
public sealed class ViewerLinksOptions
{
    public const string Section = "ViewerLinks";

    /// <summary>Seconds for which a link may be opened, 10 to 3600. Default 120.</summary>
    [Range(10, 3600)]
    public int LifetimeSeconds { get; set; } = 120;

    /// <summary>Seconds for which Krypton's viewer takes the launch token, 10 to 300. Default 60.</summary>
    [Range(10, 300)]
    public int LaunchSeconds { get; set; } = 60;

    /// <summary>
    /// Days for which a used or expired link is still known as such (410 instead of 404), 1 to 400. Default 30.
    /// </summary>
    [Range(1, 400)]
    public int RetentionDays { get; set; } = 30;

    /// <summary>
    /// The address under which the users' browsers reach this app, such as <c>https://imagerie.dcc.example</c>. Must be
    /// set outside the local environment, where the address of the request stands in.
    /// </summary>
    [Url]
    public string? PublicBaseUrl { get; set; }

    /// <summary>
    /// PEM of the EC P-256 private key that signs launch tokens. Default: none; in the local environment the public
    /// development key.
    /// </summary>
    [Secret]
    public string? SigningKey { get; set; }

    /// <summary>The id under which Krypton knows the public half. Default: the key's RFC 7638 thumbprint.</summary>
    public string? SigningKeyId { get; set; }

    /// <summary>
    /// What <c>viewerType</c> of IHE IID is for the web viewer. Default <c>IHE_BIR</c>, the profile's basic image
    /// review.
    /// </summary>
    [Required]
    public string WebViewerType { get; set; } = "IHE_BIR";

    /// <summary>What <c>viewerType</c> is for the diagnostic console. Default <c>console</c>.</summary>
    [Required]
    public string ConsoleViewerType { get; set; } = "console";
}

[OptionsValidator]
internal sealed partial class ViewerLinksOptionsValidator : IValidateOptions<ViewerLinksOptions>;

/// <summary>
/// What annotations cannot say: outside the local environment nothing that names this app is taken from a request, and
/// no link goes over plain http.
/// </summary>
internal sealed class ViewerLinksAddressValidator(IOptions<AppOptions> app) : IValidateOptions<ViewerLinksOptions>
{
    public ValidateOptionsResult Validate(string? name, ViewerLinksOptions options)
    {
        if (app.Value.Environment == AppEnvironment.Local)
        {
            return ValidateOptionsResult.Success;
        }

        if (options.PublicBaseUrl is null)
        {
            return ValidateOptionsResult.Fail("The setting ViewerLinks:PublicBaseUrl is missing.");
        }

        return options.PublicBaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("The setting ViewerLinks:PublicBaseUrl is no https address.");
    }
}

/// <summary>Fails the start where the viewer's template cannot lead anywhere safe.</summary>
internal sealed class ViewerTemplateValidator(IOptions<AppOptions> app) : IValidateOptions<KryptonOptions>
{
    public ValidateOptionsResult Validate(string? name, KryptonOptions options) =>
        ViewerTemplate.TryParse(
            options.ViewerTemplate,
            app.Value.Environment == AppEnvironment.Local,
            out _,
            out var problem
        )
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"The setting Krypton:ViewerTemplate {problem}.");
}

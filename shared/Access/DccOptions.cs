using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>Whose tokens are taken, section <c>Dcc</c>.</summary>
public sealed class DccOptions : IValidatableObject
{
    public const string Section = "Dcc";

    /// <summary>The issuer (<c>iss</c>) of the tokens.</summary>
    [Required]
    public string Issuer { get; set; } = "";

    /// <summary>The audience (<c>aud</c>) that names this app. Default <c>krypton-functions</c>.</summary>
    [Required]
    public string Audience { get; set; } = "krypton-functions";

    /// <summary>Address of the DCC's public keys (JWK Set). Either it or <see cref="MetadataUrl"/>.</summary>
    public Uri? JwksUrl { get; set; }

    /// <summary>
    /// Address of OpenID metadata that name the keys' address (<c>jwks_uri</c>). Either it or <see cref="JwksUrl"/>.
    /// </summary>
    public Uri? MetadataUrl { get; set; }

    /// <summary>
    /// The levels of authentication (<c>acr</c>), weakest first. Default, where none is given: <c>eidas1</c>,
    /// <c>eidas2</c>, <c>eidas3</c>, as Pro Santé Connect names them.
    /// </summary>
    public string[] AcrLevels { get; set; } = [];

    /// <summary>
    /// The weakest level that is let in. Default <c>eidas1</c>, which Pro Santé Connect gives for CPS and e-CPS.
    /// </summary>
    [Required]
    public string MinimumAcr { get; set; } = "eidas1";

    /// <summary>The longest life of a token. Default and most: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "00:10:00")]
    public TimeSpan MaxLife { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How far the clocks of the DCC and ours may be apart. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:02:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True for a level that is known and not below <see cref="MinimumAcr"/>.</summary>
    public bool IsStrongEnough(string? acr) => LevelOf(MinimumAcr) is >= 0 and var least && LevelOf(acr) >= least;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((JwksUrl ?? MetadataUrl) is not { IsAbsoluteUri: true })
        {
            yield return new ValidationResult(
                "The setting Dcc:JwksUrl (or Dcc:MetadataUrl) must be an absolute address.",
                [nameof(JwksUrl)]
            );
        }

        if (LevelOf(MinimumAcr) < 0)
        {
            yield return new ValidationResult(
                "The setting Dcc:MinimumAcr must be one of Dcc:AcrLevels.",
                [nameof(MinimumAcr)]
            );
        }
    }

    private int LevelOf(string? acr) =>
        Array.IndexOf(AcrLevels is [] ? ["eidas1", "eidas2", "eidas3"] : AcrLevels, acr);
}

[OptionsValidator]
internal sealed partial class DccOptionsValidator : IValidateOptions<DccOptions>;

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>Settings of section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Base64 of at least 32 bytes: encrypts the patient ids handed to the DCC. Where it is exchanged, ids that were
    /// given before are read as long as <see cref="EarlierHandleKey"/> is set, and unknown after.
    /// </summary>
    [Secret]
    public string? HandleKey { get; set; }

    /// <summary>The key before <see cref="HandleKey"/>: it reads, and makes no handle any more. Default none.</summary>
    [Secret]
    public string? EarlierHandleKey { get; set; }

    /// <summary>
    /// Identity searches that one user may make in a minute. Default 60: twelve pré-fiches prepared in a row, with
    /// repeats.
    /// </summary>
    [Range(1, 10_000)]
    public int SearchesPerMinute { get; set; } = 60;

    /// <summary>Viewer links that one user may ask for in a minute. Default 60.</summary>
    [Range(1, 10_000)]
    public int LinksPerMinute { get; set; } = 60;

    /// <summary>
    /// Refusals of one user in a minute, in one instance of the app, before further ones are 429. Default 60.
    /// </summary>
    [Range(1, 10_000)]
    public int RefusalsPerMinute { get; set; } = 60;

    /// <summary>
    /// Refused openings of links from one address in a minute, in one instance of the app, before every opening from
    /// there is 429. Default 120: a hospital's users may share an address.
    /// </summary>
    [Range(1, 10_000)]
    public int LinkRefusalsPerMinute { get; set; } = 120;
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>Settings of section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Base64 of at least 32 bytes: encrypts the patient ids handed to the DCC. Changing it makes the ids given so far
    /// unknown.
    /// </summary>
    public string? HandleKey { get; set; }

    /// <summary>
    /// Identity searches that one user may make in a minute. Default 60: twelve pré-fiches prepared in a row, with
    /// repeats.
    /// </summary>
    [Range(1, 10_000)]
    public int SearchesPerMinute { get; set; } = 60;

    /// <summary>Viewer links that one user may ask for in a minute. Default 60.</summary>
    [Range(1, 10_000)]
    public int LinksPerMinute { get; set; } = 60;
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;

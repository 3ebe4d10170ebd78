namespace KryptonFunctions.Identity;

/// <summary>Who issues an identifier: an OID, or the FINESS of an establishment.</summary>
public static class AuthorityId
{
    private const string OidPrefix = "urn:oid:";
    private const int MaxLength = 128;

    /// <summary>
    /// The bare OID (digits and dots, at most 128 characters) or FINESS; null if the text is neither.
    /// </summary>
    public static string? Parse(string? text)
    {
        var bare = text?.Trim();
        if (bare is not null && bare.StartsWith(OidPrefix, StringComparison.OrdinalIgnoreCase))
        {
            bare = bare[OidPrefix.Length..];
        }

        if (IsOid(bare))
        {
            return bare;
        }

        return Finess.TryParse(bare, out var finess) ? finess.Value : null;
    }

    private static bool IsOid(string? text) =>
        text is { Length: > 2 and <= MaxLength }
        && text[0] is '0' or '1' or '2'
        && text.Contains('.', StringComparison.Ordinal)
        && text.All(character => char.IsAsciiDigit(character) || character == '.')
        && !text.EndsWith('.')
        && !text.Contains("..", StringComparison.Ordinal);
}

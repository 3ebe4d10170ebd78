namespace KryptonFunctions.Identity;

/// <summary>
/// An establishment's own patient number (IPP): value and authority. Compared within one authority only.
/// Leading zeros, separators and case make another number (some systems pad, some group), yet a tolerated variant when
/// searching.
/// </summary>
public readonly record struct Ipp
{
    /// <summary>The longest value taken.</summary>
    public const int MaxLength = 64;

    private Ipp(string value, string authority)
    {
        Value = value;
        Authority = authority;
    }

    /// <summary>As the establishment wrote it, trimmed.</summary>
    public string Value { get; }

    /// <summary>OID or FINESS, without <c>urn:oid:</c>.</summary>
    public string Authority { get; }

    /// <summary>
    /// True where the authority is a FINESS: Krypton files the number under an OID of that establishment.
    /// </summary>
    public bool IsByFiness => !Authority.Contains('.', StringComparison.Ordinal);

    /// <summary>
    /// What two ways of writing one number share: letters and digits only, upper case, no leading zeros (<c>0</c> if it
    /// has nothing else). <c>b-77120</c> and <c>B77120</c> have the same, as have <c>12345</c> and <c>00012345</c>.
    /// </summary>
    public string Core
    {
        get
        {
            var plain = string.Concat(Value.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            return plain.TrimStart('0') is { Length: > 0 } rest ? rest : "0";
        }
    }

    /// <summary>
    /// Reads a value of 1 to 64 letters, digits, spaces, <c>-</c>, <c>.</c>, <c>/</c> or <c>_</c>, at least one of them
    /// a letter or digit, and an authority that is an OID or a FINESS.
    /// </summary>
    public static bool TryParse(string? value, string? authority, out Ipp ipp)
    {
        ipp = default;
        var trimmed = value?.Trim();
        if (
            string.IsNullOrEmpty(trimmed)
            || trimmed.Length > MaxLength
            || !trimmed.All(IsAllowed)
            || !trimmed.Any(char.IsAsciiLetterOrDigit)
            || AuthorityId.Parse(authority) is not { } id
        )
        {
            return false;
        }

        ipp = new Ipp(trimmed, id);
        return true;
    }

    /// <summary>Masked, so that a log line or an exception shows no identity.</summary>
    public override string ToString() => $"IPP *** of {Authority}";

    private static bool IsAllowed(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or '.' or '/' or '_';
}

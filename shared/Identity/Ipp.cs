namespace KryptonFunctions.Identity;

/// <summary>
/// An establishment's own patient number (IPP): value and authority. Compared within one authority only.
/// Leading zeros make another number (some systems pad), yet a tolerated variant when searching.
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

    /// <summary>The value without leading zeros; <c>0</c> if it has nothing else.</summary>
    public string WithoutZeros => Value.TrimStart('0') is { Length: > 0 } rest ? rest : "0";

    /// <summary>
    /// Reads a value of 1 to 64 letters, digits, <c>-</c>, <c>.</c>, <c>/</c> or <c>_</c>, and an authority that is an
    /// OID or a FINESS.
    /// </summary>
    public static bool TryParse(string? value, string? authority, out Ipp ipp)
    {
        ipp = default;
        var trimmed = value?.Trim();
        if (
            string.IsNullOrEmpty(trimmed)
            || trimmed.Length > MaxLength
            || !trimmed.All(IsAllowed)
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
        char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '/' or '_';
}

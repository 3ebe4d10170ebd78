namespace KryptonFunctions.Identity;

/// <summary>
/// A matricule INS: 13 characters of the NIR or NIA, its two-digit key, and the OID that says which of the two it is.
/// Cannot hold a malformed number; a wrong key only under the test and demonstration OIDs, whose published identities
/// have such keys.
/// </summary>
/// <remarks>Rule of the key: décret 82-103 and the INSEE schema of the NIR; OIDs: ANS, référentiel INS.</remarks>
public readonly record struct Ins
{
    private Ins(string number, string key, InsAuthority authority)
    {
        Number = number;
        Key = key;
        Authority = authority;
    }

    /// <summary>The 13 characters, upper case (<c>2A</c> and <c>2B</c> for Corsica).</summary>
    public string Number { get; }

    /// <summary>The two digits of the key as given, or as computed where only 13 characters were given.</summary>
    public string Key { get; }

    /// <summary>Which register the number is from.</summary>
    public InsAuthority Authority { get; }

    /// <summary>The 15 characters as FHIR and INSi carry them.</summary>
    public string Value => Number + Key;

    /// <summary>The OID of <see cref="Authority"/>, without <c>urn:oid:</c>.</summary>
    public string Oid => InsOid.Of(Authority);

    /// <summary>False for a test or demonstration identity whose published key does not fit.</summary>
    public bool KeyFits => NirKey.Compute(Number) == Key;

    /// <summary>
    /// Reads 13 or 15 characters (spaces allowed) under one of the four INS OIDs; null <paramref name="error"/> when it
    /// is well formed.
    /// </summary>
    public static bool TryParse(string? value, string? oid, out Ins ins, out InsError? error)
    {
        ins = default;
        if (InsOid.Parse(oid) is not { } authority)
        {
            error = InsError.UnknownOid;
            return false;
        }

        var compact = (value ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
        if (
            compact.Length is not (13 or 15)
            || !NirKey.IsNumber(compact.AsSpan(0, 13))
            || compact.AsSpan(13).ContainsAnyExceptInRange('0', '9')
        )
        {
            error = InsError.Malformed;
            return false;
        }

        var read = new Ins(
            compact[..13],
            compact.Length == 15 ? compact[13..] : NirKey.Compute(compact[..13]),
            authority
        );
        if (authority is InsAuthority.Nir or InsAuthority.Nia && !read.KeyFits)
        {
            error = InsError.WrongKey;
            return false;
        }

        ins = read;
        error = null;
        return true;
    }

    /// <summary>Masked: the sex digit only, so that a log line or an exception shows no identity.</summary>
    public override string ToString() => Number is null ? "INS" : $"INS {Number[0]}************";
}

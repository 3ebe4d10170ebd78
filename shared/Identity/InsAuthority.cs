namespace KryptonFunctions.Identity;

/// <summary>The register that an INS number is from.</summary>
public enum InsAuthority
{
    /// <summary>NIR: a person registered in France.</summary>
    Nir,

    /// <summary>NIA: a number that waits for a NIR.</summary>
    Nia,

    /// <summary>Test identities, refused in production.</summary>
    Test,

    /// <summary>Demonstration identities, refused in production.</summary>
    Demonstration,
}

/// <summary>Why a text is no INS.</summary>
public enum InsError
{
    /// <summary>The OID is none of the four of the INS.</summary>
    UnknownOid,

    /// <summary>Not 13 or 15 characters in the form of a NIR.</summary>
    Malformed,

    /// <summary>The key does not fit the number: a typing error.</summary>
    WrongKey,
}

/// <summary>The four OIDs of the INS. The billing number (NSS, type NH) shares the first and is no INS.</summary>
public static class InsOid
{
    private const string Root = "1.2.250.1.213.1.4.";

    /// <summary>The OID without <c>urn:oid:</c>.</summary>
    public static string Of(InsAuthority authority) =>
        authority switch
        {
            InsAuthority.Nir => Root + "8",
            InsAuthority.Nia => Root + "9",
            InsAuthority.Test => Root + "10",
            _ => Root + "11",
        };

    /// <summary>Reads an OID with or without <c>urn:oid:</c>; null if it is none of the four.</summary>
    public static InsAuthority? Parse(string? oid)
    {
        const string prefix = "urn:oid:";
        var bare =
            oid is not null && oid.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? oid[prefix.Length..] : oid;
        return bare switch
        {
            Root + "8" => InsAuthority.Nir,
            Root + "9" => InsAuthority.Nia,
            Root + "10" => InsAuthority.Test,
            Root + "11" => InsAuthority.Demonstration,
            _ => null,
        };
    }

    /// <summary>True for test and demonstration numbers.</summary>
    public static bool IsFictitious(InsAuthority authority) =>
        authority is InsAuthority.Test or InsAuthority.Demonstration;
}

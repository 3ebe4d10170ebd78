using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// The searched identity, checked: made by <see cref="PatientTraitsReader"/>. Names are cleaned of invisible characters
/// but otherwise as the DCC has them.
/// </summary>
public sealed record PatientTraits
{
    public Ins? Ins { get; init; }

    /// <summary>The INS of the request has a key that does not fit its number: it is not searched.</summary>
    public bool HasWrongInsKey { get; init; }

    /// <summary>True where the DCC's identity is <i>qualifiée</i>: only then is an equal INS certain.</summary>
    public bool IsQualified { get; init; }

    public IReadOnlyList<Ipp> Ipps { get; init; } = [];

    public string? BirthName { get; init; }

    public string? UsedName { get; init; }

    /// <summary>Given names in the order of the birth certificate.</summary>
    public IReadOnlyList<string> GivenNames { get; init; } = [];

    public string? UsedGivenName { get; init; }

    public Sex Sex { get; init; }

    public PartialDate? BirthDate { get; init; }

    /// <summary>Five characters of INSEE's Code officiel géographique, or null.</summary>
    public string? BirthPlaceInsee { get; init; }

    /// <summary>The DCC marks the identity <i>douteuse</i>: no candidate is better than possible.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>The DCC knows of another patient with the same traits.</summary>
    public bool HasHomonym { get; init; }

    /// <summary>Masked, so that a log line or an exception shows no identity.</summary>
    public override string ToString() => nameof(PatientTraits);
}

namespace KryptonFunctions.Identity;

/// <summary>Administrative sex as FHIR and the RNIV know it.</summary>
public enum Sex
{
    Unknown,
    Male,
    Female,
}

/// <summary>
/// One identity as one establishment wrote it, read from a FHIR Patient of Krypton. Texts are as recorded, not
/// normalised.
/// </summary>
public sealed record PatientRecord
{
    /// <summary>The FHIR id on Krypton.</summary>
    public required string Id { get; init; }

    /// <summary>False for a record that was merged into <see cref="ReplacedBy"/> or withdrawn.</summary>
    public bool Active { get; init; } = true;

    /// <summary>The id of the record that replaces this one, or null.</summary>
    public string? ReplacedBy { get; init; }

    public IReadOnlyList<RecordedName> Names { get; init; } = [];

    /// <summary>All given names of the birth certificate in order (FR Core birth-list-given-name), or empty.</summary>
    public IReadOnlyList<string> BirthGivenNames { get; init; } = [];

    public Sex Sex { get; init; }

    /// <summary><c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c> as recorded, or null.</summary>
    public string? BirthDate { get; init; }

    /// <summary>Five characters of INSEE's Code officiel géographique (<c>2A004</c>, <c>99100</c>), or null.</summary>
    public string? BirthPlaceInsee { get; init; }

    /// <summary>Each once, at most 64.</summary>
    public IReadOnlyList<RecordedIdentifier> Identifiers { get; init; } = [];

    /// <summary>Identifiers that were not read: there are more than any person has, or they are too long.</summary>
    public int IdentifiersLeftOut { get; init; }

    /// <summary>Id or FINESS of the managing organisation, or null.</summary>
    public string? ManagingOrganization { get; init; }

    /// <summary>
    /// FR Core identity status code as recorded (PROV, RECUP, VALI, QUAL; in the older vocabulary also DOUT, FICT …),
    /// or null.
    /// </summary>
    public string? IdentityStatus { get; init; }

    /// <summary>
    /// What is remarked on the identity (DOUT, FICT, HOMD, HOMA, USUR …): since FR Core 2.2 apart from its status, in
    /// any number.
    /// </summary>
    public IReadOnlyList<string> IdentityRemarks { get; init; } = [];
}

/// <summary>A name element of a FHIR Patient.</summary>
/// <param name="Use">FHIR use: <c>official</c> (birth name), <c>usual</c>, <c>maiden</c> …, or null.</param>
/// <param name="Family">As recorded, or null.</param>
/// <param name="Given">As recorded: several, one, or one string with several.</param>
public sealed record RecordedName(string? Use, string? Family, IReadOnlyList<string> Given);

/// <summary>An identifier element of a FHIR Patient.</summary>
/// <param name="Authority">OID or FINESS without <c>urn:oid:</c>, or null.</param>
/// <param name="Value">As recorded.</param>
/// <param name="TypeCode">Type code such as <c>PI</c>, <c>INS-NIR</c>, <c>INS-NIA</c>, <c>NH</c>, or null; INS and
/// billing number share an OID, the type tells them apart.</param>
/// <param name="Use">FHIR use such as <c>official</c>, <c>usual</c>, <c>temp</c>, <c>old</c>, or null.</param>
public sealed record RecordedIdentifier(string? Authority, string Value, string? TypeCode, string? Use);

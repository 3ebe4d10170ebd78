namespace KryptonMock.Patients;

/// <summary>
/// What a Patient search asks for. Each list holds alternatives (OR); the lists of one criterion and the criteria hold
/// together (AND).
/// </summary>
public sealed record PatientCriteria
{
    public IReadOnlyList<IReadOnlyList<IdentifierValue>> Identifiers { get; init; } = [];

    /// <summary>Starts of a family name, ignoring case only.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Family { get; init; } = [];

    /// <summary>Starts of a given name, ignoring case only.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Given { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<BirthDateRange>> BirthDate { get; init; } = [];

    /// <summary>FHIR codes: <c>male</c>, <c>female</c>, <c>other</c>, <c>unknown</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Gender { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Ids { get; init; } = [];

    public bool? Active { get; init; }

    /// <summary>
    /// Whether the platform takes the search: an identifier or id, a birth date with a name, or a family name with a
    /// given name or a gender. Anything less would list strangers.
    /// </summary>
    public bool IsEnough =>
        Ids.Count > 0
        || Identifiers.Count > 0
        || (BirthDate.Count > 0 && (Family.Count > 0 || Given.Count > 0))
        || (Family.Count > 0 && (Given.Count > 0 || Gender.Count > 0));
}

/// <summary>An identifier to search by.</summary>
/// <param name="System">Such as <c>urn:oid:1.2.250.1.213.1.4.8</c>; null: any system.</param>
/// <param name="Value">Compared as a whole, case counts.</param>
public sealed record IdentifierValue(string? System, string Value);

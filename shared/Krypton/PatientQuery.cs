using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>
/// One Patient search on Krypton (IHE PDQm ITI-78). The values of a list are alternatives (OR); the criteria hold
/// together (AND). The client escapes the values; a query without any criterion is refused by it.
/// </summary>
public sealed record PatientQuery
{
    /// <summary>OID or FINESS and value, sent as <c>identifier=urn:oid:X|V</c>.</summary>
    public IReadOnlyList<QueriedIdentifier> Identifiers { get; init; } = [];

    public IReadOnlyList<string> Family { get; init; } = [];

    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>FHIR dates of day, month or year precision.</summary>
    public IReadOnlyList<string> BirthDate { get; init; } = [];

    public Sex? Gender { get; init; }
}

/// <summary>An identifier to search by.</summary>
public sealed record QueriedIdentifier(string Authority, string Value);

/// <summary>What came of one Patient search.</summary>
public abstract record PatientAnswer
{
    private PatientAnswer() { }

    /// <summary>The records of the page.</summary>
    /// <param name="Records">At most the platform's page cap.</param>
    /// <param name="Total">The number that match, as Krypton says; more than the records: the page was capped.</param>
    /// <param name="IgnoredCriteria">Parameter names that were asked but are missing in the self link: the server did
    /// not apply them.</param>
    /// <param name="Unreadable">Records of the page that cannot be told apart or read, which are not in
    /// <paramref name="Total"/>, and those of which identifiers were left out.</param>
    public sealed record Page(
        IReadOnlyList<PatientRecord> Records,
        int Total,
        IReadOnlyList<string> IgnoredCriteria,
        int Unreadable = 0
    ) : PatientAnswer;

    /// <summary>400: Krypton does not take this query (too few criteria, a combination it does not know).</summary>
    public sealed record Rejected(string Code) : PatientAnswer;

    /// <summary>Krypton does not answer (time-out, 5xx, 429, circuit open), or its answer cannot be used.</summary>
    public sealed record Unavailable(KryptonFault Fault) : PatientAnswer;
}

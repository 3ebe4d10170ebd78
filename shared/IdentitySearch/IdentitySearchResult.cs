using System.Text.Json.Serialization;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Answer of <c>POST /identity-searches</c>. Nothing in it is pre-selected: the choice is the user's.
/// </summary>
/// <param name="SearchId">A ULID.</param>
/// <param name="Complete">False where a query failed, a page was capped for good or the deadline passed: what was found
/// is given, <see cref="SearchCoverage"/> says what is missing.</param>
/// <param name="Coverage">What was asked.</param>
/// <param name="Candidates">At most 20, by confidence, then score.</param>
public sealed record IdentitySearchResult(
    string SearchId,
    bool Complete,
    SearchCoverage Coverage,
    IReadOnlyList<Candidate> Candidates
)
{
    /// <summary>The same result with other patient ids, such as the handles that the DCC may see.</summary>
    public IdentitySearchResult WithPatientIds(Func<string, string> handle) =>
        this with
        {
            Candidates =
            [
                .. Candidates.Select(candidate =>
                    candidate with
                    {
                        PatientId = handle(candidate.PatientId),
                        SameAs = [.. candidate.SameAs.Select(handle)],
                    }
                ),
            ],
        };

    /// <summary>The same result with the names of the establishments that issued the identifiers.</summary>
    public IdentitySearchResult WithStructures(IReadOnlyDictionary<string, Establishment> byAuthority) =>
        this with
        {
            Candidates =
            [
                .. Candidates.Select(candidate =>
                    candidate with
                    {
                        Identity = candidate.Identity with
                        {
                            Identifiers =
                            [
                                .. candidate.Identity.Identifiers.Select(i =>
                                    i with
                                    {
                                        Structure = byAuthority.GetValueOrDefault(i.Authority)?.Name ?? i.Structure,
                                    }
                                ),
                            ],
                        },
                    }
                ),
            ],
        };

    /// <summary>Masked.</summary>
    public override string ToString() =>
        $"{nameof(IdentitySearchResult)} {SearchId} with {Candidates.Count} candidates";
}

/// <summary>How much of the planned search was carried out.</summary>
/// <param name="QueriesPlanned">Queries of the plan and follow-ups that became necessary.</param>
/// <param name="QueriesSent">Those sent to Krypton.</param>
/// <param name="QueriesFailed">Those that brought no usable answer, or could not be asked: an IPP by the FINESS of an
/// establishment that Krypton does not list.</param>
/// <param name="QueriesCapped">Those that match more records than Krypton gives on a page, and were not asked again
/// more narrowly: the rest of their records is not seen.</param>
/// <param name="QueriesSkipped">Those not sent: what was found settled the question, or the budget or the deadline
/// ended it.</param>
/// <param name="RecordsUnreadable">The most records of one answer that could not be read.</param>
/// <param name="Waves">Waves sent.</param>
/// <param name="Approaches">INS, IPP and traits, each with what it brought.</param>
public sealed record SearchCoverage(
    int QueriesPlanned,
    int QueriesSent,
    int QueriesFailed,
    int QueriesCapped,
    int QueriesSkipped,
    int RecordsUnreadable,
    int Waves,
    IReadOnlyList<ApproachCoverage> Approaches
)
{
    /// <summary>True where something was asked, and nothing that it should have brought is missing.</summary>
    [JsonIgnore]
    public bool IsComplete => this is { QueriesSent: > 0, QueriesFailed: 0, QueriesCapped: 0, RecordsUnreadable: 0 };
}

/// <summary>What one approach brought.</summary>
/// <param name="Approach"><c>ins</c>, <c>ipp</c> or <c>traits</c>.</param>
/// <param name="Outcome"><c>found</c>, <c>notFound</c>, <c>failed</c>, <c>notAsked</c> (the request does not have it)
/// or <c>disabled</c> (a setting).</param>
public sealed record ApproachCoverage(string Approach, string Outcome);

/// <summary>How sure it is that a record is the searched person's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Confidence>))]
public enum Confidence
{
    /// <summary>More likely the person than not, but others may fit as well.</summary>
    [JsonStringEnumMemberName("possible")]
    Possible,

    /// <summary>A thousand times likelier the person than not; or an equal IPP with traits that agree.</summary>
    [JsonStringEnumMemberName("probable")]
    Probable,

    /// <summary>An equal INS, qualified on both sides, with traits that agree and no alert.</summary>
    [JsonStringEnumMemberName("certain")]
    Certain,
}

/// <summary>A record that may be the searched person's.</summary>
/// <param name="PatientId">The Krypton id; the function puts the caller's handle in its place.</param>
/// <param name="Confidence">The tier.</param>
/// <param name="Score">Probability that it is the person, 0 to 1, by the weight.</param>
/// <param name="Weight">Bits of evidence beyond what the register's size demands.</param>
/// <param name="Identity">The record as its establishment wrote it.</param>
/// <param name="FoundBy">Approach and variant of the queries that found it, such as <c>ipp</c>,
/// <c>traits:hyphen-as-space</c>.</param>
/// <param name="Evidence">What each trait says.</param>
/// <param name="Alerts">What to look at before choosing.</param>
/// <param name="SameAs">Other candidates that seem to be the same person's records; shown together, never
/// merged.</param>
public sealed record Candidate(
    string PatientId,
    Confidence Confidence,
    double Score,
    double Weight,
    CandidateIdentity Identity,
    IReadOnlyList<string> FoundBy,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<Alert> Alerts,
    IReadOnlyList<string> SameAs
);

/// <summary>The traits of a record, as written.</summary>
public sealed record CandidateIdentity(
    string? BirthName,
    string? UsedName,
    IReadOnlyList<string> GivenNames,
    string Sex,
    string? BirthDate,
    string? BirthPlaceInsee,
    IReadOnlyList<CandidateIdentifier> Identifiers
);

/// <summary>An identifier of a record.</summary>
/// <param name="Kind"><c>ins</c> or <c>ipp</c>.</param>
/// <param name="Value">As written.</param>
/// <param name="Authority">OID or FINESS.</param>
/// <param name="Structure">Name of the establishment, where it is known.</param>
public sealed record CandidateIdentifier(string Kind, string Value, string Authority, string? Structure);

/// <summary>What one trait says.</summary>
/// <param name="Trait">Which.</param>
/// <param name="Agreement">The stable code.</param>
/// <param name="Weight">Bits; negative speaks against the record.</param>
/// <param name="Detail">In French, for the user.</param>
public sealed record Evidence(Trait Trait, Agreement Agreement, double Weight, string Detail);

/// <summary>Something to look at before choosing.</summary>
/// <param name="Code">Stable: <c>identifierConflict</c>, <c>homonym</c>, <c>douteuse</c>, <c>placeholderDate</c>,
/// <c>possibleRelative</c>, <c>mergedRecord</c>.</param>
/// <param name="Detail">In French, for the user.</param>
public sealed record Alert(string Code, string Detail);

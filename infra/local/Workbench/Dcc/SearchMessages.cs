namespace Workbench.Dcc;

// What the workbench reads of the answers about identities.

/// <summary>Answer of <c>POST /identity-searches</c>.</summary>
public sealed record IdentitySearchResult(
    bool Complete,
    SearchCoverage? Coverage,
    IReadOnlyList<Candidate> Candidates,
    int Hidden,
    IReadOnlyList<SearchAlert> Alerts
);

/// <summary>Answer of <c>GET …/candidates</c>.</summary>
public sealed record CandidatesOfPreFiche(
    string Identity,
    DateTimeOffset? SearchedAt,
    bool Complete,
    SearchCoverage? Coverage,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<string> Chosen,
    int Hidden,
    IReadOnlyList<SearchAlert> Alerts
);

/// <summary>How much of a search was carried out.</summary>
public sealed record SearchCoverage(
    int QueriesPlanned,
    int QueriesSent,
    int QueriesFailed,
    int QueriesCapped,
    int QueriesSkipped,
    int RecordsUnreadable,
    IReadOnlyList<ApproachCoverage> Approaches
);

/// <summary>What one approach brought.</summary>
public sealed record ApproachCoverage(string Approach, string Outcome);

/// <summary>A record that may be the patient's.</summary>
public sealed record Candidate(
    string PatientId,
    string Confidence,
    double Score,
    CandidateIdentity Identity,
    IReadOnlyList<string> FoundBy,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<SearchAlert> Alerts,
    IReadOnlyList<string> SameAs
);

/// <summary>The traits of a record, as its establishment wrote them.</summary>
public sealed record CandidateIdentity(
    string? BirthName,
    string? UsedName,
    IReadOnlyList<string> GivenNames,
    string? Sex,
    string? BirthDate,
    string? BirthPlaceInsee,
    IReadOnlyList<CandidateIdentifier> Identifiers
);

/// <summary>An identifier of a record.</summary>
public sealed record CandidateIdentifier(string Kind, string Value, string? Structure = null);

/// <summary>What one trait says.</summary>
public sealed record Evidence(string Trait, string Agreement, double Weight, string? Detail);

/// <summary>Something to look at before choosing.</summary>
public sealed record SearchAlert(string Code, string Detail);

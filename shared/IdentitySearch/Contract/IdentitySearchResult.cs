using System.Text.Json.Serialization;

namespace KryptonFunctions.IdentitySearch.Contract;

/// <summary>
/// Answer of <c>POST /identity-searches</c>. Nothing in it is pre-selected: the choice is the user's.
/// </summary>
/// <param name="SearchId">A ULID.</param>
/// <param name="Complete">False where a query failed, a page was capped for good or the deadline passed: what was found
/// is given, <see cref="SearchCoverage"/> says what is missing.</param>
/// <param name="Coverage">What was asked.</param>
/// <param name="Candidates">At most 20, by confidence, then score, exact before equivalent; with <c>showHidden</c> at
/// most 20 of the tier <c>unlikely</c> after them.</param>
/// <param name="Hidden">Records that were found and are not among the candidates: those below the threshold, and those
/// beyond the 20th.</param>
/// <param name="Alerts">What to know of the search as a whole: <c>insKey</c>.</param>
public sealed record IdentitySearchResult(
    string SearchId,
    bool Complete,
    SearchCoverage Coverage,
    IReadOnlyList<Candidate> Candidates,
    int Hidden,
    IReadOnlyList<Alert> Alerts
)
{
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
/// <param name="Outcome"><c>found</c>, <c>notFound</c>, <c>failed</c>, <c>notAsked</c> (the request does not have it),
/// <c>wrongKey</c> (the key of the INS does not fit its number) or <c>disabled</c> (a setting).</param>
public sealed record ApproachCoverage(string Approach, string Outcome);

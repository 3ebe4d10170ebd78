using System.Text.Json.Serialization;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch;

/// <summary>What became of one query.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueryOutcome>))]
public enum QueryOutcome
{
    /// <summary>Krypton answered, perhaps with no record.</summary>
    Answered,

    /// <summary>Krypton does not take the query.</summary>
    Rejected,

    /// <summary>Krypton did not answer usably, or not before the deadline.</summary>
    Unavailable,
}

/// <summary>
/// A query of a search with its answer: data, JSON-safe, so that an orchestration can keep it between its steps. Holds
/// traits: keep it out of the task hub and of logs.
/// </summary>
/// <param name="Query">What was asked.</param>
/// <param name="Wave">The wave in which it was sent, 1 for the first.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Records">The records of the answer, at most the page cap; empty unless answered.</param>
/// <param name="Total">How many match according to Krypton; more than the records: the page was capped.</param>
/// <param name="IgnoredCriteria">Parameters that Krypton did not apply.</param>
/// <param name="Unreadable">Records of the answer that cannot be read: whose they are is not known.</param>
public sealed record AnsweredQuery(
    PlannedQuery Query,
    int Wave,
    QueryOutcome Outcome,
    IReadOnlyList<PatientRecord> Records,
    int Total,
    IReadOnlyList<string> IgnoredCriteria,
    int Unreadable = 0
)
{
    /// <summary>True where the page does not hold all that match.</summary>
    [JsonIgnore]
    public bool IsCapped => Outcome == QueryOutcome.Answered && Total > Records.Count;

    /// <summary>The answer to a search.</summary>
    public static AnsweredQuery From(PlannedQuery query, int wave, PatientAnswer answer) =>
        answer switch
        {
            PatientAnswer.Page page => new AnsweredQuery(
                query,
                wave,
                QueryOutcome.Answered,
                page.Records,
                page.Total,
                page.IgnoredCriteria,
                page.Unreadable
            ),
            PatientAnswer.Rejected => Without(query, wave, QueryOutcome.Rejected),
            _ => Failed(query, wave),
        };

    /// <summary>The answer to the reading of one record.</summary>
    public static AnsweredQuery From(PlannedQuery query, int wave, PatientReading reading) =>
        reading switch
        {
            PatientReading.Found found => new AnsweredQuery(query, wave, QueryOutcome.Answered, [found.Record], 1, []),
            PatientReading.Missing => Without(query, wave, QueryOutcome.Answered),
            _ => Failed(query, wave),
        };

    /// <summary>A query that got no usable answer in time.</summary>
    public static AnsweredQuery Failed(PlannedQuery query, int wave) => Without(query, wave, QueryOutcome.Unavailable);

    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(AnsweredQuery)} {Query.Id} {Outcome}";

    private static AnsweredQuery Without(PlannedQuery query, int wave, QueryOutcome outcome) =>
        new(query, wave, outcome, [], 0, []);
}

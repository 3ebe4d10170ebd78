using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// The waves of queries for one search: data, JSON-safe, so that an orchestration can keep it. Holds traits: never log
/// it, keep it out of the task hub.
/// </summary>
public sealed record SearchPlan(IReadOnlyList<SearchWave> Waves)
{
    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(SearchPlan)} of {Waves.Count} waves";
}

/// <summary>Queries that are sent at once.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Queries">At least one.</param>
public sealed record SearchWave(int Number, IReadOnlyList<PlannedQuery> Queries)
{
    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(SearchWave)} {Number} of {Queries.Count} queries";
}

/// <summary>What a query is meant to find.</summary>
public enum QueryKind
{
    /// <summary>By INS.</summary>
    Ins,

    /// <summary>By the establishments' patient numbers.</summary>
    Ipp,

    /// <summary>R1: names and the birth date.</summary>
    NameAndDate,

    /// <summary>R2: given names and the birth date: names that nobody would guess.</summary>
    GivenAndDate,

    /// <summary>R3: names and the dates that the birth date is often mistaken for.</summary>
    NameAndAlteredDate,

    /// <summary>R4: names and the month of birth.</summary>
    NameAndMonth,

    /// <summary>R5: names and the year of birth.</summary>
    NameAndYear,

    /// <summary>R6: names and given names: the birth date is wrong or missing.</summary>
    NameAndGiven,

    /// <summary>Reads the record into which a found one was merged.</summary>
    Merged,
}

/// <summary>One request to Krypton: either a search, or the reading of one record.</summary>
/// <param name="Id">Unique in its search, such as <c>R1</c>, <c>R1.2</c>, <c>R4-narrowed</c>.</param>
/// <param name="Kind">What it is meant to find.</param>
/// <param name="Gain">The share of an establishment's records that this query finds and no earlier one does; a rough
/// expectation, for the stop rule.</param>
/// <param name="Search">The search, or null.</param>
/// <param name="Read">The id of the record to read, or null.</param>
/// <param name="NarrowedFrom">The id of the capped query that this one narrows, or null.</param>
public sealed record PlannedQuery(
    string Id,
    QueryKind Kind,
    double Gain,
    PatientQuery? Search,
    string? Read = null,
    string? NarrowedFrom = null
)
{
    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(PlannedQuery)} {Id}";
}

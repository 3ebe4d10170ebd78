namespace KryptonFunctions.Traces.Contract;

/// <summary>Answer of <c>GET /activity</c>: how much is used, without anything that leads to a patient.</summary>
/// <param name="From">First month, <c>yyyy-MM</c>.</param>
/// <param name="To">Last month, included.</param>
/// <param name="Months">By month.</param>
/// <param name="Rcps">By RCP id.</param>
/// <param name="Structures">By FINESS of the user's organisation.</param>
/// <param name="Sites">By FINESS of the establishment that made the study: orders and how they ended.</param>
/// <param name="Departments">The same by its département, the first two characters of the FINESS.</param>
/// <param name="Unusual">Users who searched more in a day than
/// <see cref="TracesOptions.UnusualSearchesPerDay"/>.</param>
public sealed record ActivityFigures(
    string From,
    string To,
    IReadOnlyList<ActivityRow> Months,
    IReadOnlyList<ActivityRow> Rcps,
    IReadOnlyList<ActivityRow> Structures,
    IReadOnlyList<ActivityRow> Sites,
    IReadOnlyList<ActivityRow> Departments,
    IReadOnlyList<UnusualVolume> Unusual
);

/// <summary>Many searches of one user in one day; those of the prefetch are not among them.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="User">The user of the DCC.</param>
/// <param name="Searches">Number of searches on that day.</param>
public sealed record UnusualVolume(DateOnly Day, string User, int Searches);

namespace KryptonFunctions.Traces.Contract;

/// <summary>Answer of <c>GET /activity</c>: how much is used, without anything that leads to a patient.</summary>
/// <param name="From">First month, <c>yyyy-MM</c>.</param>
/// <param name="To">Last month, included.</param>
/// <param name="Months">By month.</param>
/// <param name="Rcps">By RCP id.</param>
/// <param name="Structures">By FINESS of the user's organisation.</param>
/// <param name="Unusual">Users who searched more in a day than
/// <see cref="TracesOptions.UnusualSearchesPerDay"/>.</param>
public sealed record ActivityFigures(
    string From,
    string To,
    IReadOnlyList<ActivityRow> Months,
    IReadOnlyList<ActivityRow> Rcps,
    IReadOnlyList<ActivityRow> Structures,
    IReadOnlyList<UnusualVolume> Unusual
);

/// <summary>The counts of one month, RCP or structure.</summary>
/// <param name="Key">The month, the RCP id or the FINESS.</param>
/// <param name="Searches">Identity searches that succeeded.</param>
/// <param name="LinksIssued">Viewer links given.</param>
/// <param name="LinksOpened">Viewer links opened.</param>
/// <param name="Attached">Studies attached to a pré-fiche.</param>
/// <param name="Orders">Repatriations ordered.</param>
/// <param name="Repatriations">Repatriations that ended with the study on the central server.</param>
/// <param name="Refusals">Accesses refused, by role, care context or limit.</param>
public sealed record ActivityRow(
    string Key,
    int Searches,
    int LinksIssued,
    int LinksOpened,
    int Attached,
    int Orders,
    int Repatriations,
    int Refusals
);

/// <summary>Many searches of one user in one day.</summary>
public sealed record UnusualVolume(DateOnly Day, string User, int Searches);

using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Sends one planned query to Krypton; never throws for what Krypton does, so that one failed query leaves the others
/// standing.
/// </summary>
public sealed class IdentityQueries(KryptonPatients patients)
{
    /// <summary>Asks, and gives what became of it as data.</summary>
    public async Task<AnsweredQuery> SendAsync(PlannedQuery query, int wave, CancellationToken cancellationToken) =>
        query.Search is { } search
            ? AnsweredQuery.From(query, wave, await patients.SearchAsync(search, cancellationToken))
            : AnsweredQuery.From(query, wave, await patients.ReadAsync(query.Read!, cancellationToken));
}

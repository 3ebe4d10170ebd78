using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Observability;

namespace KryptonFunctions.IdentitySearch;

/// <summary>What is measured of a search: how long, how many waves and queries, how good its best candidate.</summary>
internal static class SearchMetrics
{
    /// <summary>A search that a user waited for.</summary>
    public static void OfUser(Outcome<IdentitySearchResult> outcome, TimeSpan duration)
    {
        switch (outcome)
        {
            case Outcome<IdentitySearchResult>.Ok(var found):
                KryptonMetrics.SearchTook(found.Complete ? "complete" : "incomplete", duration);
                Of("user", found.Coverage, found.Candidates);
                break;
            default:
                KryptonMetrics.SearchTook("failed", duration);
                break;
        }
    }

    /// <summary>A search of a pré-fiche.</summary>
    public static void OfPrefetch(SearchCoverage coverage, IReadOnlyList<Candidate> candidates) =>
        Of("prefetch", coverage, candidates);

    private static void Of(string by, SearchCoverage coverage, IReadOnlyList<Candidate> candidates) =>
        KryptonMetrics.Searched(by, coverage.Waves, coverage.QueriesSent, Tier(candidates));

    private static string Tier(IReadOnlyList<Candidate> candidates) =>
        candidates is [var best, ..]
            ? best.Confidence switch
            {
                Confidence.Certain => "certain",
                Confidence.Probable => "probable",
                Confidence.Possible => "possible",
                _ => "unlikely",
            }
            : "none";
}

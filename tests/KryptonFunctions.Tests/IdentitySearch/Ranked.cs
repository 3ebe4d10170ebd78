using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>What becomes of the records that queries brought.</summary>
internal static class Ranked
{
    public static ListedCandidates Of(CandidateBoard board, PatientTraits traits, bool showHidden = false) =>
        new CandidateList(Traits.Preparer, Traits.Scorer).Of(board, traits, showHidden);

    public static CandidateBoard Board(PatientTraits traits, SearchCapabilities? capabilities = null) =>
        new(Traits.Preparer.Prepare(traits), Traits.Preparer, Traits.Scorer, capabilities ?? new SearchCapabilities());

    public static AnsweredQuery Answer(QueryKind kind, params PatientRecord[] records) =>
        new(new PlannedQuery($"{kind}", kind, 0.5, null), 1, QueryOutcome.Answered, records, records.Length, []);
}

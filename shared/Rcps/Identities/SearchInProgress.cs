using Krypton.IdentitySearch;

namespace Krypton.Rcps.Identities;

/// <summary>A search between two of its steps. Holds traits, so it is kept in the table and never in the task hub.</summary>
/// <param name="Plan">As planned at the start: a new version of the planner does not change a running search.</param>
/// <param name="Wave">The wave that is being sent.</param>
public sealed record SearchInProgress(SearchPlan Plan, SearchWave Wave)
{
    /// <summary>Masked.</summary>
    public override string ToString() => nameof(SearchInProgress);
}

/// <summary>What the last search of a pré-fiche found.</summary>
/// <param name="Complete">False where Krypton did not answer all of it.</param>
/// <param name="Coverage">What was asked.</param>
/// <param name="Candidates">With Krypton's own ids, best first.</param>
public sealed record FoundCandidates(bool Complete, SearchCoverage Coverage, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(FoundCandidates)}: {Candidates.Count}";
}

using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// A search between two of its steps. Holds traits, so it is kept in the table and never in the task hub.
/// </summary>
/// <param name="Plan">As planned at the start: a new version of the planner does not change a running search.</param>
/// <param name="Wave">The wave that is being sent.</param>
/// <param name="Id">Given when it begins; its answers, its trace and its count are known by it. Empty where a version
/// began it that gave none.</param>
/// <param name="Patient">The <see cref="PreFiche.PatientDigest"/> of the traits that are searched. Empty likewise, and
/// then it counts as a search for other traits: it is begun again.</param>
public sealed record SearchInProgress(SearchPlan Plan, SearchWave Wave, string Id = "", string Patient = "")
{
    /// <summary>Masked.</summary>
    public override string ToString() => nameof(SearchInProgress);
}

/// <summary>What the last search of a pré-fiche found.</summary>
/// <param name="Complete">False where Krypton did not answer all of it.</param>
/// <param name="Coverage">What was asked.</param>
/// <param name="Candidates">With Krypton's own ids, best first.</param>
/// <param name="Patient">The <see cref="PreFiche.PatientDigest"/> of the traits that were searched; null where a
/// version found them that did not keep it.</param>
/// <param name="Hidden">Records that were found and are not among the candidates.</param>
/// <param name="Alerts">What to know of the search as a whole; null where a version found them that did not say
/// so.</param>
public sealed record FoundCandidates(
    bool Complete,
    SearchCoverage Coverage,
    IReadOnlyList<Candidate> Candidates,
    string? Patient = null,
    int Hidden = 0,
    IReadOnlyList<Alert>? Alerts = null
)
{
    /// <summary>
    /// False where they were found for other traits than the pré-fiche now has. Without a digest they are of the traits
    /// that were searched since the last change.
    /// </summary>
    public bool AreOf(PreFiche preFiche) =>
        Patient is null ? preFiche.SearchedAt is not null : Patient == preFiche.PatientDigest();

    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(FoundCandidates)}: {Candidates.Count}";
}

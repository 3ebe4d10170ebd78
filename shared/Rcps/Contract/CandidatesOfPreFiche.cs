using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>
/// Answer of <c>GET …/candidates</c>: what the prefetch found for a pré-fiche, with handles for one caller.
/// </summary>
/// <param name="Identity">How far the identity is.</param>
/// <param name="Complete">False where Krypton did not answer all of it.</param>
/// <param name="Coverage">What was asked, or null while the first search runs.</param>
/// <param name="SearchedAt">When the last search for the present traits ended, in UTC, or null while the first
/// runs.</param>
/// <param name="Candidates">At most 20, best first; nothing is pre-selected.</param>
/// <param name="Chosen">The handles of the chosen records; empty where none is.</param>
/// <param name="Hidden">Records that were found and are not among the candidates; a search by the user shows them on
/// request.</param>
/// <param name="Alerts">What to know of the search as a whole: <c>insKey</c>; mostly empty.</param>
public sealed record CandidatesOfPreFiche(
    IdentityState Identity,
    DateTimeOffset? SearchedAt,
    bool Complete,
    SearchCoverage? Coverage,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<string> Chosen,
    int Hidden,
    IReadOnlyList<Alert> Alerts
);

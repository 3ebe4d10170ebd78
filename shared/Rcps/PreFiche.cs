using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Identities;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps;

/// <summary>
/// A pré-fiche of the RCP with its patient's traits; a row of the table <c>Rcps</c>, the only place where the
/// prefetch keeps traits.
/// </summary>
public sealed record PreFiche
{
    public required string PreFicheId { get; init; }

    public required RequestedPatient Patient { get; init; }

    /// <summary>Taken out of the RCP by the DCC; its orders are taken back.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>When its orchestration was first started, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a search for these traits last ended, whole or not; null before the first.</summary>
    public DateTimeOffset? SearchedAt { get; init; }

    /// <summary>When a search is due again because Krypton did not answer all of it; null: none.</summary>
    public DateTimeOffset? SearchAgainAt { get; init; }

    /// <summary>
    /// Until when no search is made because the RCP has used up those of its day (<see cref="SearchBudget"/>); null:
    /// it has not.
    /// </summary>
    public DateTimeOffset? SearchHeldUntil { get; init; }

    /// <summary>Searches in a row that Krypton did not answer whole.</summary>
    public int IncompleteSearches { get; init; }

    /// <summary>
    /// Krypton answered all of the last search; null before, or where a version ended it that did not keep it.
    /// </summary>
    public bool? SearchComplete { get; init; }

    /// <summary>
    /// The end of the first search, or listing of studies, in a row to which Krypton gave no answer at all; null once
    /// it has answered.
    /// </summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>
    /// Krypton was asked for all studies of the chosen records, by a rule or a user, and knows of none.
    /// </summary>
    public bool HasNoStudies { get; init; }

    /// <summary>Searches that have ended.</summary>
    public int Searches { get; init; }

    /// <summary>
    /// The id of the search that ended last for these traits, so that its repeated end counts nothing twice; null
    /// before, or where a version ended it that did not keep it.
    /// </summary>
    public string? LastSearch { get; init; }

    /// <summary>Candidates shown to the user.</summary>
    public int Candidates { get; init; }

    /// <summary>What the user, or the RCP's option, decided; null before.</summary>
    public IdentityChoice? Choice { get; init; }

    /// <summary>
    /// The last choice for another patient, whose studies may still be attached: they are in conflict. Null where the
    /// patient was never corrected, or once what was attached for that patient is detached.
    /// </summary>
    public EarlierIdentity? Earlier { get; init; }

    /// <summary>When the studies of the chosen identity were last listed for the rules, or null.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>
    /// The <see cref="Rcp.RulesDigest"/> of the rules that were applied then; null where a version listed them that did
    /// not keep it.
    /// </summary>
    public string? ListedRules { get; init; }

    /// <summary>When the studies are listed again because Krypton did not answer; null: not for that.</summary>
    public DateTimeOffset? ListAgainAt { get; init; }

    /// <summary>As the board says it.</summary>
    public IdentityState Identity =>
        this switch
        {
            { Choice.PatientIds.Count: > 0 } => IdentityState.Confirmed,
            { Choice: not null } => IdentityState.None,
            { SearchedAt: null } => IdentityState.Searching,
            { Candidates: 0, SearchAgainAt: not null } => IdentityState.Searching,
            { Candidates: 0 } => IdentityState.None,
            _ => IdentityState.AwaitingChoice,
        };

    /// <summary>Whose traits these are, for what is kept of a search: other traits may be another patient.</summary>
    public string PatientDigest() => JsonRow.Digest(Patient);

    /// <summary>
    /// False where the study belongs to no chosen record: it was attached for the patient before a correction, or while
    /// the correction came. It is in conflict then: not shown, not counted as ready, not ordered.
    /// </summary>
    public bool Holds(AttachedStudy study) => HasChosen(study.PatientId);

    /// <summary>True for a record that the choice says is the patient's.</summary>
    public bool HasChosen(string patientId) => Choice?.PatientIds.Contains(patientId) == true;

    /// <summary>
    /// As it is after a search. Unchanged where the search was counted already or was for other traits, which stay
    /// unsearched. A choice that stands is not touched by the automatic one.
    /// </summary>
    internal PreFiche Apply(EndedSearch search)
    {
        if (PatientDigest() != search.Patient || LastSearch == search.Id)
        {
            return this;
        }

        var incomplete = search.SearchAgainAfter is null ? 0 : IncompleteSearches + 1;
        var standing = search.ReopensChoice(Choice) ? null : Choice;
        return this with
        {
            SearchedAt = search.EndedAt,
            Searches = Searches + 1,
            LastSearch = search.Id,
            IncompleteSearches = incomplete,
            SearchAgainAt = search.SearchAgainAt(incomplete),
            SearchComplete = search.Complete,
            SilentSince = search.Unanswered ? SilentSince ?? search.EndedAt : null,
            Candidates = search.Candidates.Count,
            Choice = standing ?? search.Automatic,
        };
    }

    /// <summary>
    /// As it is after the user's choice; the rules are then applied to the studies of the chosen records. Unchanged
    /// where the same user has chosen the same before, or where the choice was made for other traits.
    /// </summary>
    internal PreFiche Choose(IdentityChoice choice, string patientDigest)
    {
        if (PatientDigest() != patientDigest || Choice?.IsRepeatedBy(choice) == true)
        {
            return this;
        }

        return this with
        {
            Choice = choice,
            ListedAt = null,
            ListAgainAt = null,
            HasNoStudies = false,
        };
    }

    /// <summary>Masked, so that a log line or an exception shows no identity.</summary>
    public override string ToString() => $"{nameof(PreFiche)} {PreFicheId} {Identity}";
}

/// <summary>How far the identity of a pré-fiche is.</summary>
public enum IdentityState
{
    Searching,
    AwaitingChoice,
    Confirmed,

    /// <summary>Krypton has no record of the patient, or the user said that none of the candidates is.</summary>
    None,
}

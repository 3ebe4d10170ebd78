using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Ranking;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Whether two descriptions are of one patient, by the search's own comparisons: for what was decided about a patient
/// whose traits are corrected later, and for records that are chosen together. Pure.
/// </summary>
public sealed class PatientComparison
{
    private readonly IdentityPreparer preparer;
    private readonly TraitChanges changes;
    private readonly RecordedTraits recorded;
    private readonly PairScorer scorer;

    public PatientComparison(NameFrequencies frequencies, IOptions<SearchCapabilities> options)
    {
        preparer = new IdentityPreparer(frequencies, options.Value.StatusVocabulary);
        changes = new TraitChanges(preparer, frequencies);
        recorded = new RecordedTraits(preparer, frequencies);
        scorer = new PairScorer(frequencies, options.Value.RegisterSize);
    }

    /// <summary>
    /// True where the traits differ in spelling alone, or know more and all of it agrees with the chosen records. A
    /// trait that is gone or says something else may be another patient, and so may a new one where no record was kept
    /// to hold it against.
    /// </summary>
    /// <param name="before">For whom something was decided.</param>
    /// <param name="after">As corrected.</param>
    /// <param name="chosen">The chosen records as they were shown; empty: none, or not known.</param>
    public bool IsSamePatient(PatientTraits before, PatientTraits after, IReadOnlyList<CandidateIdentity> chosen) =>
        changes.Strongest(before, after) switch
        {
            TraitChange.None => true,
            TraitChange.Added => chosen.Count > 0 && chosen.All(record => recorded.Agree(before, after, record)),
            _ => false,
        };

    /// <summary>Why two records cannot both be one person's, or null where nothing says so.</summary>
    public RecordContradiction? Contradiction(PatientRecord one, PatientRecord other)
    {
        var score = scorer.Score(preparer.Prepare(one), preparer.Prepare(other));
        return score switch
        {
            { Ins.Agreement: Agreement.Different } => RecordContradiction.QualifiedIns,
            { IdentifierConflict: true } => RecordContradiction.Traits,
            { Ins.Agreement: Agreement.Exact } => null,
            { MayBeRelative: true } => RecordContradiction.Relatives,
            _ => score.Traits < 0 ? RecordContradiction.Traits : null,
        };
    }
}

/// <summary>Why two records are of two persons.</summary>
public enum RecordContradiction
{
    /// <summary>Each has a qualified INS, and they differ.</summary>
    QualifiedIns,

    /// <summary>The traits speak for two persons, whatever identifier is equal.</summary>
    Traits,

    /// <summary>Equal but for what sets twins, or parent and child, apart; no INS is equal.</summary>
    Relatives,
}

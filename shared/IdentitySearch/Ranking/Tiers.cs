using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Puts a scored record into its tier, or leaves it out.</summary>
internal static class Tiers
{
    /// <summary>The tier, or null for a record that is not shown.</summary>
    public static Confidence? From(ScoredRecord scored, PatientTraits traits, bool alerted)
    {
        if (!scored.IsShowable)
        {
            return null;
        }

        var score = scored.Score;
        if (!score.IsShown)
        {
            return scored.MergedFrom is { Score.IsShown: true } ? Confidence.Possible : null;
        }

        // Two qualified INS that differ are two persons, however alike they look.
        if (
            score.IdentifierConflict
            || score.Ins.Agreement == Agreement.Different
            || traits.IsDoubtful
            || IdentityStatus.IsDoubtful(scored.Record)
        )
        {
            return Confidence.Possible;
        }

        if (score.InsQualified && score.Ins.Agreement == Agreement.Exact && NoneSpeaksAgainst(score) && !alerted)
        {
            return Confidence.Certain;
        }

        // Twins, or a child under a parent's INS, may share any number but that of one establishment.
        var byIpp = score.Ipp.Agreement == Agreement.Exact;
        var byWeight =
            score.Total >= Weights.Probable
            && (byIpp || (score.HasIdentifier ? !score.MayBeRelative : EachSpeaksFor(score)));
        return byWeight || (byIpp && score.TraitsAgree) ? Confidence.Probable : Confidence.Possible;
    }

    // A qualified identity has been checked against a document: what still differs in it needs somebody's eyes.
    private static bool NoneSpeaksAgainst(in PairScore score) =>
        score.TraitsAgree
        && score.Surname.Weight >= 0
        && score.Given.Weight >= 0
        && score.Sex.Agreement != Agreement.Different
        && score.BirthDate.Agreement != Agreement.TwoParts;

    // How rare a name is was learnt from French lists: among people whose names those do not know, one trait alone
    // would seem to prove more than it does, and homonyms of one day are not rare. So surname, given name and birth
    // date must each agree; what speaks against them in one trait, only an equal birth place outweighs.
    private static bool EachSpeaksFor(in PairScore score) =>
        score.Surname.Weight > 0
        && score.Given.Weight > 0
        && !score.MayBeRelative
        && (
            score.BirthPlace.Agreement == Agreement.Exact
                ? score.BirthDate.Weight >= Weights.DateOfProbableWithPlace
                : score.BirthDate.Weight >= Weights.DateOfProbable && !IsDoubted(score)
        );

    private static bool IsDoubted(in PairScore score) =>
        score.Sex.Agreement == Agreement.Different
        || score.BirthPlace.Agreement == Agreement.Different
        || score.Surname.Agreement is Agreement.Component or Agreement.Similar or Agreement.Remote;
}

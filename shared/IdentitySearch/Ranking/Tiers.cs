namespace Krypton.IdentitySearch.Ranking;

/// <summary>Puts a scored record into its tier, or leaves it out.</summary>
internal static class Tiers
{
    /// <summary>The tier, or null for a record that is not shown.</summary>
    public static Confidence? Of(ScoredRecord scored, PatientTraits traits, bool alerted)
    {
        if (!scored.IsShowable)
        {
            return null;
        }

        var score = scored.Score;
        var fits = score.Total >= 0 || score.HasIdentifier;
        if (!fits)
        {
            return scored.MergedFrom is { Score.Total: >= 0 } ? Confidence.Possible : null;
        }

        if (score.IdentifierConflict || traits.IsDoubtful || IdentityStatus.IsDoubtful(scored.Record))
        {
            return Confidence.Possible;
        }

        if (score.InsQualified && score.Ins.Agreement == Agreement.Exact && score.TraitsAgree && !alerted)
        {
            return Confidence.Certain;
        }

        var byIpp = score.Ipp.Agreement == Agreement.Exact && score.TraitsAgree;
        var dated = score.BirthDate.Weight >= Weights.DateOfProbable || score.HasIdentifier;
        return (score.Total >= Weights.Probable && dated) || byIpp ? Confidence.Probable : Confidence.Possible;
    }
}

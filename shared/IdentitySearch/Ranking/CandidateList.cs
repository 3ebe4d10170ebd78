using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>A record that is shown, while its place among the others is worked out.</summary>
internal sealed class Shown(ScoredRecord scored, List<Alert> alerts)
{
    public ScoredRecord Scored { get; } = scored;

    public List<Alert> Alerts { get; } = alerts;

    public Confidence Confidence { get; set; }

    public List<string> SameAs { get; } = [];

    /// <summary>An alert that came from the company the record keeps; none is certain with one.</summary>
    public void Warn(Alert alert, Confidence atMost)
    {
        if (!Alerts.Contains(alert))
        {
            Alerts.Add(alert);
        }

        Confidence = Confidence > atMost ? atMost : Confidence;
    }
}

/// <summary>
/// Makes the candidates of the answer from the scored records: tiers, order, homonyms, and which of them seem to be one
/// person.
/// </summary>
internal sealed class CandidateList(PairScorer scorer)
{
    private const int MaxShown = 20;

    public IReadOnlyList<Candidate> Of(CandidateBoard board, PatientTraits traits)
    {
        board.LinkMerged();
        var shown = new List<Shown>();
        foreach (var scored in board.Records)
        {
            if (
                scored.IsShowable
                && (scored.Score.Total >= 0 || scored.Score.HasIdentifier || scored.MergedFrom is not null)
            )
            {
                var alerts = Alerts.From(scored, traits);
                if (Tiers.From(scored, traits, alerts.Count > 0) is { } confidence)
                {
                    shown.Add(new Shown(scored, alerts) { Confidence = confidence });
                }
            }
        }

        shown.Sort(Order);
        if (shown.Count > MaxShown)
        {
            shown.RemoveRange(MaxShown, shown.Count - MaxShown);
        }

        CompareAmongThemselves(shown);
        shown.Sort(Order);
        var foundBy = new FoundBy(traits);
        return [.. shown.Select(candidate => ToCandidate(candidate, foundBy))];
    }

    private static int Order(Shown one, Shown other)
    {
        var byTier = other.Confidence.CompareTo(one.Confidence);
        var byScore = byTier != 0 ? byTier : other.Scored.Score.Total.CompareTo(one.Scored.Score.Total);
        return byScore != 0 ? byScore : string.CompareOrdinal(one.Scored.Record.Id, other.Scored.Record.Id);
    }

    // Pairs only, never chains: that A resembles B and B resembles C does not make A and C one person.
    private void CompareAmongThemselves(List<Shown> shown)
    {
        for (var first = 0; first < shown.Count; first++)
        {
            for (var second = first + 1; second < shown.Count; second++)
            {
                Compare(shown[first], shown[second]);
            }
        }
    }

    private void Compare(Shown better, Shown other)
    {
        var score = scorer.Score(better.Scored.Prepared, other.Scored.Prepared);
        if (score.Total >= Weights.Probable && !score.MayBeRelative && score.Ins.Agreement != Agreement.Different)
        {
            better.SameAs.Add(other.Scored.Record.Id);
            other.SameAs.Add(better.Scored.Record.Id);
        }
        else if (
            score.MayBeRelative
            && other.Confidence == Confidence.Probable
            && !other.Scored.Score.HasIdentifier
            && better.Scored.Score.Given.Weight > other.Scored.Score.Given.Weight
        )
        {
            // A twin whose first given name is the searched person's second one, next to the record that has the first.
            other.Warn(Alerts.Relative, Confidence.Possible);
        }
        else if (AreHomonyms(score))
        {
            better.Warn(Alerts.Homonym, Confidence.Probable);
            other.Warn(Alerts.Homonym, Confidence.Probable);
        }
    }

    private static bool AreHomonyms(in PairScore score) =>
        score.Surname.Agreement is Agreement.Exact or Agreement.Equivalent
        && score.Given.Agreement is Agreement.Exact or Agreement.Equivalent
        && (score.Total < 0 || score.Ins.Agreement == Agreement.Different);

    private static Candidate ToCandidate(Shown shown, FoundBy foundBy)
    {
        var weight = shown.Scored.Score.Total;
        return new Candidate(
            shown.Scored.Record.Id,
            shown.Confidence,
            Math.Round(1 / (1 + Math.Pow(2, -weight)), 4),
            Math.Round(weight, 1),
            RecordText.From(shown.Scored.Record),
            foundBy.Of(shown.Scored),
            EvidenceText.From(shown.Scored.Score),
            shown.Alerts,
            shown.SameAs
        );
    }
}

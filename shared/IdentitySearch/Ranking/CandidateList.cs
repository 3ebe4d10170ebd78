namespace Krypton.IdentitySearch.Ranking;

/// <summary>Makes the candidates of the answer from the scored records: tiers, order, homonyms, and which of them seem to be one person.</summary>
internal sealed class CandidateList(PairScorer scorer)
{
    private const int MostShown = 20;

    public IReadOnlyList<Candidate> Of(CandidateBoard board, PatientTraits traits)
    {
        board.LinkMerged();
        var shown = new List<(ScoredRecord Scored, Confidence Confidence, List<Alert> Alerts)>();
        foreach (var scored in board.Records)
        {
            if (scored.IsShowable && (scored.Score.Total >= 0 || scored.Score.HasIdentifier || scored.MergedFrom is not null))
            {
                var alerts = Alerts.Of(scored, traits);
                if (Tiers.Of(scored, traits, alerts.Count > 0) is { } confidence)
                {
                    shown.Add((scored, confidence, alerts));
                }
            }
        }

        shown.Sort((one, other) => Order(one.Scored, one.Confidence, other.Scored, other.Confidence));
        if (shown.Count > MostShown)
        {
            shown.RemoveRange(MostShown, shown.Count - MostShown);
        }

        var foundBy = new FoundBy(traits);
        var sameAs = SameAs([.. shown.Select(candidate => candidate.Scored)]);
        return [.. shown.Select((candidate, at) => ToCandidate(candidate.Scored, candidate.Confidence, candidate.Alerts, foundBy, sameAs[at]))];
    }

    private static int Order(ScoredRecord one, Confidence confidence, ScoredRecord other, Confidence otherConfidence)
    {
        var byTier = otherConfidence.CompareTo(confidence);
        var byScore = byTier != 0 ? byTier : other.Score.Total.CompareTo(one.Score.Total);
        return byScore != 0 ? byScore : string.CompareOrdinal(one.Record.Id, other.Record.Id);
    }

    // Pairs only, never chains: that A resembles B and B resembles C does not make A and C one person.
    private (List<string> Ids, bool Homonym)[] SameAs(ScoredRecord[] shown)
    {
        var same = new (List<string> Ids, bool Homonym)[shown.Length];
        Array.Fill(same, ([], false));
        for (var first = 0; first < shown.Length; first++)
        {
            same[first].Ids = [];
        }

        for (var first = 0; first < shown.Length; first++)
        {
            for (var second = first + 1; second < shown.Length; second++)
            {
                var score = scorer.Score(shown[first].Prepared, shown[second].Prepared);
                if (score.Total >= Weights.Probable && !score.MayBeRelative)
                {
                    same[first].Ids.Add(shown[second].Record.Id);
                    same[second].Ids.Add(shown[first].Record.Id);
                }
                else if (AreHomonyms(score))
                {
                    same[first].Homonym = same[second].Homonym = true;
                }
            }
        }

        return same;
    }

    private static bool AreHomonyms(in PairScore score) =>
        score.Surname.Agreement is Agreement.Exact or Agreement.Equivalent
        && score.Given.Agreement is Agreement.Exact or Agreement.Equivalent
        && score.Total < 0;

    private static Candidate ToCandidate(ScoredRecord scored, Confidence confidence, List<Alert> alerts, FoundBy foundBy, (List<string> Ids, bool Homonym) sameAs)
    {
        if (sameAs.Homonym && !alerts.Contains(Alerts.Homonym))
        {
            alerts.Add(Alerts.Homonym);
        }

        var weight = scored.Score.Total;
        return new Candidate(
            scored.Record.Id,
            confidence == Confidence.Certain && sameAs.Homonym ? Confidence.Probable : confidence,
            Math.Round(1 / (1 + Math.Pow(2, -weight)), 4),
            Math.Round(weight, 1),
            RecordText.Of(scored.Record),
            foundBy.Of(scored),
            EvidenceText.Of(scored.Score),
            alerts,
            sameAs.Ids);
    }
}

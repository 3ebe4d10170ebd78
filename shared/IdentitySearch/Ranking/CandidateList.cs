using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Makes the candidates of the answer from the scored records: tiers, order, homonyms, and which of them seem to be one
/// person.
/// </summary>
internal sealed class CandidateList(IdentityPreparer preparer, PairScorer scorer)
{
    private const int MaxShown = 20;

    /// <summary>
    /// The candidates; where they are asked for, the best of those below the threshold after them.
    /// </summary>
    public ListedCandidates Of(CandidateBoard board, PatientTraits traits, bool showHidden)
    {
        board.LinkMerged();
        var (shown, hidden) = (new List<Shown>(), new List<Shown>());
        foreach (var scored in board.Records.Where(scored => scored.IsShowable))
        {
            var alerts = Alerts.From(scored, board.Searched, traits);
            if (Tiers.From(scored, traits, alerts.Count > 0) is { } confidence)
            {
                shown.Add(new Shown(scored, alerts) { Confidence = confidence });
            }
            else
            {
                hidden.Add(new Shown(scored, [.. alerts, Alerts.BelowThreshold]) { Confidence = Confidence.Unlikely });
            }
        }

        var showable = shown.Count + hidden.Count;
        KeepBest(shown);
        CompareAmongThemselves(shown);
        shown.Sort(Order);
        if (showHidden)
        {
            KeepBest(hidden);
            shown.AddRange(hidden);
        }

        var foundBy = new FoundBy(traits);
        var values = new RecordedValues(board.Searched, preparer, scorer);
        return new ListedCandidates(
            [.. shown.Select(candidate => ToCandidate(candidate, foundBy, values))],
            showable - shown.Count
        );
    }

    private static void KeepBest(List<Shown> candidates)
    {
        candidates.Sort(Order);
        if (candidates.Count > MaxShown)
        {
            candidates.RemoveRange(MaxShown, candidates.Count - MaxShown);
        }
    }

    // Equal as far as the user sees it, the record that is written the same way comes first.
    private static int Order(Shown one, Shown other)
    {
        var order = other.Confidence.CompareTo(one.Confidence);
        order = order != 0 ? order : Weight(other).CompareTo(Weight(one));
        order = order != 0 ? order : Exact(other).CompareTo(Exact(one));
        order = order != 0 ? order : other.Scored.Score.Total.CompareTo(one.Scored.Score.Total);
        return order != 0 ? order : string.CompareOrdinal(one.Scored.Record.Id, other.Scored.Record.Id);
    }

    private static double Weight(Shown shown) => Math.Round(shown.Scored.Score.Total, 1);

    private static int Exact(Shown shown)
    {
        var score = shown.Scored.Score;
        return TraitRule.All.Count(rule => rule.ScoreIn(in score).Agreement == Agreement.Exact);
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
        if (Homonyms.OfOneDay(score, better.Scored.Prepared, other.Scored.Prepared))
        {
            better.Warn(Alerts.HomonymOfOneDay, Confidence.Probable);
            other.Warn(Alerts.HomonymOfOneDay, Confidence.Probable);
        }
        else if (score.Total >= Weights.Probable && !score.MayBeRelative && score.Ins.Agreement != Agreement.Different)
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
        else if (Homonyms.HaveOneName(score) && (score.Total < 0 || score.Ins.Agreement == Agreement.Different))
        {
            better.Warn(Alerts.Homonym, Confidence.Probable);
            other.Warn(Alerts.Homonym, Confidence.Probable);
        }
    }

    private static Candidate ToCandidate(Shown shown, FoundBy foundBy, RecordedValues values)
    {
        var weight = shown.Scored.Score.Total;
        return new Candidate(
            shown.Scored.Record.Id,
            shown.Confidence,
            Math.Round(1 / (1 + Math.Pow(2, -weight)), 4),
            Weight(shown),
            RecordText.From(shown.Scored.Record),
            foundBy.Of(shown.Scored),
            EvidenceText.From(shown.Scored.Score, values, shown.Scored.Record),
            shown.Alerts,
            shown.SameAs
        );
    }
}

/// <summary>What is shown of what was found.</summary>
/// <param name="Candidates">Best first.</param>
/// <param name="Hidden">How many records were found and are not among them.</param>
internal sealed record ListedCandidates(IReadOnlyList<Candidate> Candidates, int Hidden);

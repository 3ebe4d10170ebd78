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
        if (!Alerts.Exists(known => known.Code == alert.Code))
        {
            Alerts.Add(alert);
        }

        Confidence = Confidence > atMost ? atMost : Confidence;
    }
}

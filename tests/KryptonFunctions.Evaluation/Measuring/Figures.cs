using System.Text.Json;

namespace KryptonFunctions.Evaluation.Measuring;

/// <summary>
/// The figures of an evaluation: shares 0 to 1, of true records, of persons who are there, or of searches.
/// </summary>
internal sealed record Figures(
    double RecordRecall,
    double RecallAt1,
    double RecallAt5,
    double RightAtProbable,
    double WrongAtProbablePresent,
    double WrongAtProbableAbsent,
    double RequestsMean,
    double RequestsP95,
    double MicrosecondsPerSearchMean
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Figures Of(IReadOnlyCollection<Trial> trials)
    {
        var present = trials.Where(trial => trial.IsPresent).ToList();
        var absent = trials.Where(trial => !trial.IsPresent).ToList();
        var requests = trials.Select(trial => trial.Requests).Order().ToList();
        return new Figures(
            Share(present.Sum(trial => trial.Shown), present.Sum(trial => trial.Search.TrueIds.Count)),
            Share(present.Count(trial => trial.FirstTrue == 1), present.Count),
            Share(present.Count(trial => trial.FirstTrue is >= 1 and <= 5), present.Count),
            Share(present.Count(trial => trial.RightAtProbable), present.Count),
            Share(present.Count(trial => trial.WrongAtProbable), present.Count),
            Share(absent.Count(trial => trial.WrongAtProbable), absent.Count),
            requests.Count == 0 ? 0 : Math.Round(requests.Average(), 3),
            requests.Count == 0 ? 0 : requests[(int)Math.Ceiling(requests.Count * 0.95) - 1],
            trials.Count == 0 ? 0 : Math.Round(trials.Average(trial => trial.Microseconds), 1)
        );
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 5);
}

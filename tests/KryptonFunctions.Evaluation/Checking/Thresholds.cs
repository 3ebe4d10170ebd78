using System.Globalization;
using KryptonFunctions.Evaluation.Measuring;

namespace KryptonFunctions.Evaluation.Checking;

/// <summary>
/// What the build demands; a little less than the targets of the design, so that a seed does not break it. Shares are
/// pooled over the seeds.
/// </summary>
internal sealed record Thresholds(
    double RecordRecall,
    double RecallAt1,
    double RightAtProbable,
    double WrongAtProbable,
    double RequestsMean,
    double RequestsP95
)
{
    /// <summary>Of one seed alone, a single wrong person is more than the share that is allowed of three.</summary>
    public static Thresholds Of(int errors, int seeds) =>
        errors == 1
            ? new Thresholds(0.996, 0.995, 0.960, seeds > 1 ? 0.0005 : 0.0010, 7, 10)
            : new Thresholds(0.988, 0.988, 0.935, 0.0020, 7, 10);

    /// <summary>One sentence for each figure that misses.</summary>
    public IEnumerable<string> Misses(Figures figures)
    {
        (string Name, double Value, double Bound, bool AtLeast)[] rules =
        [
            ("record recall", figures.RecordRecall, RecordRecall, true),
            ("recall at 1", figures.RecallAt1, RecallAt1, true),
            ("right at probable", figures.RightAtProbable, RightAtProbable, true),
            ("wrong at probable, present", figures.WrongAtProbablePresent, WrongAtProbable, false),
            ("wrong at probable, absent", figures.WrongAtProbableAbsent, WrongAtProbable, false),
            ("requests, mean", figures.RequestsMean, RequestsMean, false),
            ("requests, p95", figures.RequestsP95, RequestsP95, false),
        ];
        return rules
            .Where(rule => rule.AtLeast ? rule.Value < rule.Bound : rule.Value > rule.Bound)
            .Select(rule =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rule.Name} is {rule.Value:0.#####}, the bound is {rule.Bound:0.#####}"
                )
            );
    }
}

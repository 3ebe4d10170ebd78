using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>What an orchestration learns of one step about a study: when to look again, and for what.</summary>
/// <param name="Next">What comes next.</param>
/// <param name="NextAt">When; null: at once.</param>
/// <param name="Changed">The study has settled, or moved away from it: the board of the RCP looks different.</param>
public sealed record StudyStep(NextStep Next, DateTimeOffset? NextAt, bool Changed)
{
    public static StudyStep Over { get; } = new(NextStep.End, null, false);

    public static StudyStep From(Repatriation before, Repatriation after) =>
        new(after.Next, after.NextAt, after.State != before.State && !(before.IsOpen && after.IsOpen));
}

using KryptonFunctions.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>The activities of <see cref="StudyRepatriation"/>.</summary>
public sealed class StudyActivities(AdvanceRepatriation advance, PrefetchInstances instances)
{
    /// <summary>
    /// Starts the repatriation under its natural id, or tells the running one to look: a study is never ordered by two.
    /// </summary>
    [Function(nameof(EnsureRepatriation))]
    public Task EnsureRepatriation(
        [ActivityTrigger] StudyReference study,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) => instances.StartStudyAsync(client, study, Events.AttachmentChanged, cancellationToken);

    /// <summary>
    /// Looks at the study, and orders, follows, verifies, retries or takes back, as the rules say.
    /// </summary>
    [Function(nameof(AdvanceRepatriation))]
    public async Task<StudyStep> AdvanceRepatriation(
        [ActivityTrigger] StudyReference study,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var step = await advance.AdvanceAsync(study.RcpId, study.StudyUid, cancellationToken);
        if (step.Changed)
        {
            await instances.TellSettledAsync(client, study.RcpId, cancellationToken);
        }

        return step;
    }
}

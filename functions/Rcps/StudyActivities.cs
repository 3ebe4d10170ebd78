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

    /// <summary>Looks whether the study is there already or cannot be had, and orders it otherwise.</summary>
    [Function(nameof(OrderRepatriation))]
    public Task<StudyStep> OrderRepatriation(
        [ActivityTrigger] StudyReference study,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) => AdvanceAsync(study, client, cancellationToken);

    /// <summary>
    /// Looks at the order and at the central server; verifies, retries, takes back, as the rules say.
    /// </summary>
    [Function(nameof(CheckRepatriation))]
    public Task<StudyStep> CheckRepatriation(
        [ActivityTrigger] StudyReference study,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) => AdvanceAsync(study, client, cancellationToken);

    private async Task<StudyStep> AdvanceAsync(
        StudyReference study,
        DurableTaskClient client,
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

using Krypton.Rcps;
using Krypton.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Krypton.Functions.Rcps;

/// <summary>The activities of <see cref="StudiesRepatriation"/>.</summary>
public sealed class StudyActivities(AdvanceStudies advanceAll, AdvanceStudy advance, PrefetchInstances instances)
{
    /// <summary>Starts the repatriation under its natural id, or tells the running one to look: a study is never ordered by two.</summary>
    [Function(nameof(EnsureRepatriation))]
    public Task EnsureRepatriation([ActivityTrigger] PreFicheReference first, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        instances.EnsureStudiesAsync(client, first, Events.AttachmentChanged, cancellationToken);

    /// <summary>One step of all studies that came in by the pré-fiche: looks, orders, verifies, retries, takes back, as the rules say.</summary>
    [Function(nameof(AdvanceRepatriations))]
    public async Task<StudiesStep> AdvanceRepatriations([ActivityTrigger] StudiesTurn turn, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var step = await advanceAll.RunAsync(turn, cancellationToken);
        await TellAsync(step.Changed, turn.RcpId, client, cancellationToken);
        return step;
    }

    /// <summary>The same for one study that takes long.</summary>
    [Function(nameof(AdvanceRepatriation))]
    public async Task AdvanceRepatriation([ActivityTrigger] StudyReference study, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var step = await advance.RunAsync(study.RcpId, study.StudyUid, cancellationToken);
        await TellAsync(step.Changed, study.RcpId, client, cancellationToken);
    }

    private async Task TellAsync(bool changed, string rcpId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (changed)
        {
            await instances.RingAsync(client, InstanceIds.Rcp(rcpId), Events.RepatriationChanged, cancellationToken);
        }
    }
}

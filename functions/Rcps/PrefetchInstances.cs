using Krypton.Rcps;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Krypton.Functions.Rcps;

/// <summary>Starts the orchestrations under their natural ids, and rings at those that run.</summary>
public sealed partial class PrefetchInstances(ILogger<PrefetchInstances> logger)
{
    /// <summary>The meeting's orchestration runs after this, and looks at the tables; false where it runs and could not be rung, as for the next two.</summary>
    public Task<bool> EnsureRcpAsync(DurableTaskClient client, string rcpId, string ring, CancellationToken cancellationToken) =>
        EnsureAsync(client, nameof(RcpPrefetch), InstanceIds.Rcp(rcpId), new RcpReference(rcpId), ring, cancellationToken);

    /// <summary>The pré-fiche's orchestration runs after this, and looks at the tables.</summary>
    public Task<bool> EnsurePreFicheAsync(DurableTaskClient client, PreFicheReference preFiche, string ring, CancellationToken cancellationToken) =>
        EnsureAsync(client, nameof(PreFichePrefetch), InstanceIds.PreFiche(preFiche.RcpId, preFiche.PreFicheId), preFiche, ring, cancellationToken);

    /// <summary>The study's orchestration runs after this, and looks at the tables.</summary>
    public Task<bool> EnsureStudyAsync(DurableTaskClient client, StudyReference study, string ring, CancellationToken cancellationToken) =>
        EnsureAsync(client, nameof(StudyRepatriation), InstanceIds.Study(study.RcpId, study.StudyUid), study, ring, cancellationToken);

    /// <summary>Raises the event where the instance runs; false where it does not, which is no error: the tables hold what the event would have said.</summary>
    public async Task<bool> RingAsync(DurableTaskClient client, string instanceId, string ring, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(instanceId, ring, cancellation: cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The client has no closed list of failures for an instance that is unknown or has ended.
            LogNotRung(instanceId, ring, e.GetType().Name);
            return false;
        }
    }

    /// <summary>Raises the event where the instance runs; false where it runs and could not be rung.</summary>
    public async Task<bool> TellAsync(DurableTaskClient client, string instanceId, string ring, CancellationToken cancellationToken) =>
        await RingAsync(client, instanceId, ring, cancellationToken) || !await IsRunningAsync(client, instanceId, cancellationToken);

    private static async Task<bool> IsRunningAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false };

    /// <summary>The ids of the running instances that begin so.</summary>
    public async Task<IReadOnlySet<string>> RunningAsync(DurableTaskClient client, string prefix, CancellationToken cancellationToken)
    {
        var running = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: prefix)).WithCancellation(cancellationToken))
        {
            if (!instance.IsCompleted)
            {
                running.Add(instance.InstanceId);
            }
        }

        return running;
    }

    /// <summary>Ends the instance where it still runs, and removes its history.</summary>
    public async Task RemoveAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken)
    {
        if (await IsRunningAsync(client, instanceId, cancellationToken))
        {
            await client.TerminateInstanceAsync(instanceId, output: null, cancellationToken);
            await client.WaitForInstanceCompletionAsync(instanceId, cancellationToken);
        }

        await client.PurgeInstanceAsync(instanceId, cancellationToken);
    }

    private async Task<bool> EnsureAsync(DurableTaskClient client, string orchestrator, string instanceId, object input, string ring, CancellationToken cancellationToken)
    {
        if (await IsRunningAsync(client, instanceId, cancellationToken) && await RingAsync(client, instanceId, ring, cancellationToken))
        {
            return true;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Somebody else was faster, which is as good; anything else is a failure of this step.
            if (!await IsRunningAsync(client, instanceId, cancellationToken))
            {
                throw;
            }

            LogStartedByOther(instanceId);
            return await RingAsync(client, instanceId, ring, cancellationToken);
        }
    }

    [LoggerMessage(4000, LogLevel.Debug, "{InstanceId} was not told {Ring} ({Error}): it does not run.")]
    private partial void LogNotRung(string instanceId, string ring, string error);

    [LoggerMessage(4001, LogLevel.Debug, "{InstanceId} was started by somebody else.")]
    private partial void LogStartedByOther(string instanceId);
}

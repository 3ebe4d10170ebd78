using System.Collections.Concurrent;
using KryptonFunctions.Rcps;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>Starts the orchestrations under their natural ids, and rings at those that run.</summary>
public sealed partial class PrefetchInstances(TimeProvider time, ILogger<PrefetchInstances> logger)
{
    private const int MaxTold = 1_000;

    /// <summary>Less than <see cref="RcpPrefetch.Gathering"/>, for clocks that differ.</summary>
    private static readonly TimeSpan CountedAnyway = TimeSpan.FromSeconds(3);

    /// <summary>When this process last told each meeting of a settled study.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);

    /// <summary>
    /// The meeting's orchestration runs after this, and looks at the tables; false where it runs and could not be rung,
    /// as for the next two.
    /// </summary>
    public Task<bool> EnsureRcpAsync(
        DurableTaskClient client,
        string rcpId,
        string eventName,
        CancellationToken cancellationToken
    ) =>
        EnsureAsync(
            client,
            nameof(RcpPrefetch),
            InstanceIds.Rcp(rcpId),
            new RcpReference(rcpId),
            eventName,
            cancellationToken
        );

    /// <summary>The pré-fiche's orchestration runs after this, and looks at the tables.</summary>
    public Task<bool> EnsurePreFicheAsync(
        DurableTaskClient client,
        PreFicheReference preFiche,
        string eventName,
        CancellationToken cancellationToken
    ) =>
        EnsureAsync(
            client,
            nameof(PreFichePrefetch),
            InstanceIds.PreFiche(preFiche.RcpId, preFiche.PreFicheId),
            preFiche,
            eventName,
            cancellationToken
        );

    /// <summary>The study's orchestration runs after this, and looks at the tables.</summary>
    public Task<bool> EnsureStudyAsync(
        DurableTaskClient client,
        StudyReference study,
        string eventName,
        CancellationToken cancellationToken
    ) =>
        EnsureAsync(
            client,
            nameof(StudyRepatriation),
            InstanceIds.Study(study.RcpId, study.StudyUid),
            study,
            eventName,
            cancellationToken
        );

    /// <summary>The same where it hardly runs yet, as when the study is attached: one call less.</summary>
    public Task<bool> StartStudyAsync(
        DurableTaskClient client,
        StudyReference study,
        string eventName,
        CancellationToken cancellationToken
    ) =>
        StartAsync(
            client,
            nameof(StudyRepatriation),
            InstanceIds.Study(study.RcpId, study.StudyUid),
            study,
            eventName,
            cancellationToken
        );

    /// <summary>The same as <see cref="EnsurePreFicheAsync"/> where it hardly runs yet.</summary>
    public Task<bool> StartPreFicheAsync(
        DurableTaskClient client,
        PreFicheReference preFiche,
        string eventName,
        CancellationToken cancellationToken
    ) =>
        StartAsync(
            client,
            nameof(PreFichePrefetch),
            InstanceIds.PreFiche(preFiche.RcpId, preFiche.PreFicheId),
            preFiche,
            eventName,
            cancellationToken
        );

    /// <summary>
    /// Tells the meeting that a study has settled. It counts <see cref="RcpPrefetch.Gathering"/> after it was told, so
    /// what settles shortly after is in that count without being told.
    /// </summary>
    public async Task TellSettledAsync(DurableTaskClient client, string rcpId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (told.TryGetValue(rcpId, out var last) && now >= last && now < last + CountedAnyway)
        {
            return;
        }

        if (await RaiseEventAsync(client, InstanceIds.Rcp(rcpId), Events.RepatriationChanged, cancellationToken))
        {
            if (told.Count >= MaxTold)
            {
                told.Clear();
            }

            // The time from before: the count comes no sooner than that much after the meeting has heard.
            told[rcpId] = now;
        }
    }

    /// <summary>
    /// Raises the event where the instance runs; false where it does not, which is no error: the tables hold what the
    /// event would have said.
    /// </summary>
    public async Task<bool> RaiseEventAsync(
        DurableTaskClient client,
        string instanceId,
        string eventName,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await client.RaiseEventAsync(instanceId, eventName, cancellation: cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The client has no closed list of failures for an instance that is unknown or has ended.
            LogNotRaised(instanceId, eventName, e.GetType().Name);
            return false;
        }
    }

    /// <summary>Raises the event where the instance runs; false where it runs and could not be rung.</summary>
    public async Task<bool> RaiseIfRunningAsync(
        DurableTaskClient client,
        string instanceId,
        string eventName,
        CancellationToken cancellationToken
    ) =>
        await RaiseEventAsync(client, instanceId, eventName, cancellationToken)
        || !await IsRunningAsync(client, instanceId, cancellationToken);

    private async Task<bool> EnsureAsync(
        DurableTaskClient client,
        string orchestrator,
        string instanceId,
        object input,
        string eventName,
        CancellationToken cancellationToken
    ) =>
        await RaiseEventAsync(client, instanceId, eventName, cancellationToken)
        || await StartAsync(client, orchestrator, instanceId, input, eventName, cancellationToken);

    /// <summary>
    /// Starts it, or rings where it runs. Whether it runs is not asked first: the engine refuses to start a running
    /// one.
    /// </summary>
    private async Task<bool> StartAsync(
        DurableTaskClient client,
        string orchestrator,
        string instanceId,
        object input,
        string eventName,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator,
                input,
                new StartOrchestrationOptions(instanceId),
                cancellationToken
            );
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Somebody else was faster, which is as good; anything else is a failure of this step.
            if (!await IsRunningAsync(client, instanceId, cancellationToken))
            {
                throw;
            }

            LogRunsAlready(instanceId);
            return await RaiseEventAsync(client, instanceId, eventName, cancellationToken);
        }
    }

    [LoggerMessage(4000, LogLevel.Debug, "{InstanceId} was not told {EventName} ({Error}): it does not run.")]
    private partial void LogNotRaised(string instanceId, string eventName, string error);

    [LoggerMessage(4001, LogLevel.Debug, "{InstanceId} runs already.")]
    private partial void LogRunsAlready(string instanceId);
}

using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// Timers of the prefetch. They start nothing new: one starts again what the tables say should be running and rings
/// where a change was not told, the other removes what is past its retention.
/// </summary>
public sealed partial class UpkeepFunctions(
    Upkeep upkeep,
    UnknownTasks unknown,
    NewsMessages news,
    PrefetchInstances instances,
    ILogger<UpkeepFunctions> logger
)
{
    [Function(nameof(RepairPrefetch))]
    public async Task RepairPrefetch(
        [TimerTrigger("0 */10 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        await foreach (var work in upkeep.OpenAsync(cancellationToken))
        {
            // What changes by time alone, as that a study is late, rings nobody.
            await news.ChangedAsync(work.RcpId);
            var running = await instances.RunningAsync(client, InstanceIds.Rcp(work.RcpId), cancellationToken);
            if (!running.Contains(InstanceIds.Rcp(work.RcpId)))
            {
                // It tells, and where needed starts, everything else of the meeting.
                LogRepaired(InstanceIds.Rcp(work.RcpId));
                await instances.EnsureRcpAsync(client, work.RcpId, Events.RcpChanged, cancellationToken);
                continue;
            }

            if (work.HasPendingNotification)
            {
                LogToldAgain(InstanceIds.Rcp(work.RcpId));
                await instances.RaiseEventAsync(
                    client,
                    InstanceIds.Rcp(work.RcpId),
                    Events.RcpChanged,
                    cancellationToken
                );
            }

            foreach (
                var preFicheId in work.PreFiches.Where(id => !running.Contains(InstanceIds.PreFiche(work.RcpId, id)))
            )
            {
                LogRepaired(InstanceIds.PreFiche(work.RcpId, preFicheId));
                await instances.EnsurePreFicheAsync(
                    client,
                    new PreFicheReference(work.RcpId, preFicheId),
                    Events.RcpChanged,
                    cancellationToken
                );
            }

            foreach (var studyUid in work.Studies.Where(uid => !running.Contains(InstanceIds.Study(work.RcpId, uid))))
            {
                LogRepaired(InstanceIds.Study(work.RcpId, studyUid));
                await instances.EnsureStudyAsync(
                    client,
                    new StudyReference(work.RcpId, studyUid),
                    Events.RcpChanged,
                    cancellationToken
                );
            }
        }
    }

    [Function(nameof(PurgePrefetch))]
    public async Task PurgePrefetch(
        [TimerTrigger("0 20 2 * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        await foreach (var past in upkeep.PastAsync(cancellationToken))
        {
            // The rows go last: what breaks off is found again by them.
            string[] ids =
            [
                InstanceIds.Rcp(past.Rcp.RcpId),
                .. past.PreFiches.Select(id => InstanceIds.PreFiche(past.Rcp.RcpId, id)),
                .. past.Studies.Select(uid => InstanceIds.Study(past.Rcp.RcpId, uid)),
            ];
            foreach (var id in ids)
            {
                await instances.RemoveAsync(client, id, cancellationToken);
            }

            await upkeep.RemoveAsync(past.Rcp, cancellationToken);
            LogPurged(InstanceIds.Rcp(past.Rcp.RcpId));
        }

        await upkeep.ForgetNotificationsAsync(cancellationToken);
        if (await unknown.CountAsync(cancellationToken) is > 0 and var count)
        {
            LogUnknownTasks(count, ReceiveNotification.PoisonQueue);
        }
    }

    [LoggerMessage(4010, LogLevel.Warning, "{InstanceId} should be running and was started again from the tables.")]
    private partial void LogRepaired(string instanceId);

    [LoggerMessage(4013, LogLevel.Warning, "{InstanceId} has not told its instances of a change and was rung again.")]
    private partial void LogToldAgain(string instanceId);

    [LoggerMessage(
        4011,
        LogLevel.Information,
        "{InstanceId} is past its retention and was removed with all its traits."
    )]
    private partial void LogPurged(string instanceId);

    [LoggerMessage(
        4012,
        LogLevel.Critical,
        "{Count} notifications of Tasks that no study of ours has stand in {Queue}."
    )]
    private partial void LogUnknownTasks(int count, string queue);
}

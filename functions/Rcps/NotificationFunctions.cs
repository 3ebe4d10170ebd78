using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Observability;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>Krypton's reports: taken and queued at once, then passed to the study that they are about.</summary>
public sealed class NotificationFunctions(
    ReceiveNotification receive,
    FollowReported follow,
    PrefetchInstances instances
)
{
    [Function(nameof(PostNotification))]
    [OpenToAnyone("Signed by Krypton with a shared secret.")]
    public async Task<IResult> PostNotification(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/krypton/notifications")] HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        await RequestBody.ReadBytesAsync(request, cancellationToken) switch
        {
            Outcome<byte[]>.Ok(var body) => Answer.From(
                await receive.ReceiveAsync(request.Headers["X-Krypton-Signature"], body, CancellationToken.None),
                _ => Results.StatusCode(StatusCodes.Status202Accepted)
            ),
            Outcome<byte[]>.Failed(var failure) => new Problem(failure),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    /// <summary>
    /// A Task that is not known may have overtaken its order: the queue shows it again later, and puts it aside after
    /// the last try; <see cref="UpkeepFunctions.PurgePrefetch"/> tells of those each night.
    /// </summary>
    [Function(nameof(ReportRepatriation))]
    public async Task ReportRepatriation(
        [QueueTrigger(ReceiveNotification.Queue)] ReportedTask reported,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        using var span = KryptonActivities.StartMessage(ReceiveNotification.Queue, [reported.Traceparent]);
        var (key, mustRing) = await follow.FollowAsync(reported, cancellationToken) ?? throw new UnknownTaskException();
        if (mustRing)
        {
            await instances.RaiseEventAsync(
                client,
                InstanceIds.Study(key.RcpId, key.StudyUid),
                Events.RepatriationReported,
                cancellationToken
            );
        }
    }
}

/// <summary>Krypton reports on a Task that no study of ours has.</summary>
public sealed class UnknownTaskException() : Exception("Krypton reports on a Task that is not known.");

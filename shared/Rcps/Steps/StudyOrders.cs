using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>Places and takes back orders at Krypton, in the words of <see cref="RepatriationRules"/>.</summary>
public sealed class StudyOrders(KryptonRepatriations krypton)
{
    /// <summary>Places the order under the key of its attempt.</summary>
    public async Task<OrderResult> PlaceAsync(
        Rcp rcp,
        WantedStudy study,
        int attempt,
        CancellationToken cancellationToken
    )
    {
        if (!StudyUid.TryParse(study.StudyUid, out var uid))
        {
            return new OrderResult.Refused("wrong-uid");
        }

        var key = OrderKey.Of(rcp.RcpId, study.StudyUid, attempt).ToString();
        var order = new RepatriationOrder(
            key,
            rcp.RcpId,
            uid,
            study.PatientId,
            study.By.SubjectNameId,
            rcp.StartsAt,
            rcp.Priority
        );
        return await krypton.OrderAsync(order, cancellationToken) switch
        {
            OrderAnswer.Ordered ordered => new OrderResult.Placed(ordered.Report.TaskId, Read(ordered.Report.Status)),
            OrderAnswer.Rejected rejected => new OrderResult.Refused(rejected.Reason),
            _ => new OrderResult.NoAnswer(),
        };
    }

    /// <summary>True once the order is cancelled, has ended, or does not exist.</summary>
    public async Task<bool> TakeBackAsync(string taskId, CancellationToken cancellationToken) =>
        await krypton.CancelAsync(taskId, cancellationToken) is not RepatriationAnswer.Unavailable;

    public static OrderedAs Read(RepatriationStatus status) =>
        status switch
        {
            RepatriationStatus.Accepted => OrderedAs.Accepted,
            RepatriationStatus.InProgress => OrderedAs.InProgress,
            RepatriationStatus.Completed => OrderedAs.Completed,
            RepatriationStatus.Failed => OrderedAs.Failed,
            RepatriationStatus.Rejected => OrderedAs.Rejected,
            RepatriationStatus.Cancelled => OrderedAs.Cancelled,
            _ => OrderedAs.Requested,
        };
}

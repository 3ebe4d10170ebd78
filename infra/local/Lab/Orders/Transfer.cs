using Lab.Archives;

namespace Lab.Orders;

/// <summary>
/// One order on its way. All that it needs to know it reads from the archives, so it can begin anywhere.
/// </summary>
internal sealed class Transfer(
    Order order,
    ImageArchive site,
    ImageArchive central,
    OrderBook orders,
    TimeProvider time
)
{
    private string? job;

    /// <summary>Looks, and sends what CENTRAL lacks; true when nothing is left to do.</summary>
    /// <exception cref="HttpRequestException">An archive does not answer.</exception>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() > order.Deadline)
        {
            orders.Change(order, "failed", "transfer-failed");
        }

        if (order.State.HasEnded)
        {
            await (job is null ? Task.CompletedTask : site.CancelAsync(job, cancellationToken));
            return true;
        }

        if (job is not null && await site.IsAtWorkAsync(job, cancellationToken))
        {
            await CountAsync(cancellationToken);
            return false;
        }

        // More may have come to the site since the last look.
        var all = await site.InstancesAsync(order.StudyUid, cancellationToken);
        var arrived = await central.InstancesAsync(order.StudyUid, cancellationToken);
        var missing = all.Except(arrived).ToList();
        orders.Count(order, all.Count - missing.Count, all.Count);
        if (missing.Count == 0)
        {
            return all.Count > 0
                ? orders.Change(order, "completed")
                : orders.Change(order, "failed", "transfer-failed");
        }

        orders.Change(order, "in-progress");
        job = await site.SendAsync(central.Aet, missing, cancellationToken);
        return false;
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        if (order.State.Expected is { } expected)
        {
            var there = await central.CountAsync(order.StudyUid, cancellationToken);
            orders.Count(order, Math.Min(there, expected), expected);
        }
    }
}

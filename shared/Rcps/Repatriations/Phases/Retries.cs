namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>
/// Retries after a transfer that moved nothing: as many as <see cref="PrefetchOptions.Retries"/> has, each counted in
/// <see cref="Repatriation.RetriesUsed"/>. All other new orders are <see cref="UncountedReorders"/>. What the storage
/// retries of itself is another matter.
/// </summary>
internal sealed class Retries(RepatriationSchedule schedule)
{
    /// <summary>Ordered again after the wait of the schedule; failed for good once all are used or too late.</summary>
    public Repatriation RetryOrFail(Repatriation study, RcpContext at, RepatriationReason reason)
    {
        if (schedule.RetryDelay(study.RetriesUsed) is { } delay && at.Now + delay < at.StartsAt)
        {
            return NextOrder.Of(study, RepatriationState.Failed, reason, at.Now + delay) with
            {
                RetriesUsed = study.RetriesUsed + 1,
            };
        }

        return Rest.Settle(study, RepatriationState.Failed, reason, schedule.NextRecheck(at));
    }
}

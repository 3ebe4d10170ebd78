namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>
/// New orders that use up none of the <see cref="Retries"/>: each has a cause of its own, which comes once or is made
/// by people.
/// </summary>
internal static class UncountedReorders
{
    /// <summary>A part has arrived: ordered once more, and only once.</summary>
    public static Repatriation AfterPart(Repatriation study, RcpContext at) =>
        NextOrder.Of(study, RepatriationState.Requested, RepatriationReason.MissingInstances, at.Now) with
        {
            PartialRetried = true,
        };

    /// <summary>At a re-check (H-24, H-2): what has failed is tried once more; it stands as failed meanwhile.</summary>
    public static Repatriation OfFailedAtRecheck(Repatriation study, RcpContext at) =>
        NextOrder.Of(study, study.State, study.Reason, at.Now);

    /// <summary>At a re-check (H-24, H-2): it was online, and the central server has lost some of it.</summary>
    public static Repatriation OfPurged(Repatriation study, RcpContext at) =>
        OfOnline(study, RepatriationReason.PurgedFromCentral, at);

    /// <summary>At a re-check (H-24, H-2): it was online, and has grown at the site.</summary>
    public static Repatriation OfGrown(Repatriation study, RcpContext at) =>
        OfOnline(study, RepatriationReason.LateSeries, at);

    /// <summary>Attached again, or the RCP was announced again or moved to a later time.</summary>
    public static Repatriation WantedAgain(Repatriation study, RcpContext at) =>
        NextOrder.Of(study, RepatriationState.Requested, RepatriationReason.AwaitingOrder, at.Now);

    /// <summary>People have acted on it after an order; the key of that order is used up.</summary>
    public static Repatriation OfUsedKey(Repatriation study, RcpContext at) =>
        NextOrder.Of(study, study.State, study.Reason, at.Now);

    /// <summary>Of a study that had been whole, a part may be ordered once more again.</summary>
    private static Repatriation OfOnline(Repatriation study, RepatriationReason reason, RcpContext at) =>
        NextOrder.Of(study, RepatriationState.Requested, reason, at.Now) with
        {
            PartialRetried = false,
        };
}

namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>
/// A study at rest is looked at again a day and two hours before the RCP: it may have been purged, late series may have
/// come, somebody may have helped.
/// </summary>
internal sealed class Settled(RepatriationSchedule schedule)
{
    public Decision Decide(Repatriation study, RcpContext at, StudyObservation observed) =>
        new(Recheck(study, at, observed));

    /// <summary>
    /// The time has not come, but the RCP may have moved since: the re-check moves with it. What waits for an order
    /// keeps its own time, unless the RCP will have begun before it: that is tried once now.
    /// </summary>
    public Repatriation FollowMovedRcp(Repatriation study, RcpContext at)
    {
        if (study.Next == NextStep.Order && study.State != RepatriationState.Manual)
        {
            return study.NextAt > at.StartsAt ? study with { NextAt = at.Now } : study;
        }

        var recheck = schedule.NextRecheck(at);
        return study with { Next = recheck is null ? NextStep.End : study.Next, NextAt = recheck };
    }

    private Repatriation Recheck(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (study.State == RepatriationState.Failed)
        {
            return UncountedReorders.OfFailedAtRecheck(study, at);
        }

        if (observed.Central is not { } central || observed.Index == IndexedAs.Unknown)
        {
            return LookAgainLater(study, at);
        }

        if (observed.Uncounted)
        {
            return Present(study, at);
        }

        var counted = study with
        {
            Central = central,
            Uncounted = false,
            Expected = observed.Expected ?? study.Expected,
        };
        var isWhole = counted.Expected is > 0 ? central >= counted.Expected : central > 0 && central >= study.Central;
        if (study.IsOnline && !isWhole)
        {
            return central < study.Central
                ? UncountedReorders.OfPurged(counted, at)
                : UncountedReorders.OfGrown(counted, at);
        }

        var recheck = schedule.NextRecheck(at);
        return isWhole && !study.IsOnline
            ? Rest.Settle(counted, RepatriationState.Completed, RepatriationReason.None, recheck)
            : Rest.Settle(counted, study.State, study.Reason, recheck);
    }

    /// <summary>
    /// It is there, with nobody knows how many instances. That proves no loss, so nothing is ordered again, and no
    /// whole study either: what it was, it stays.
    /// </summary>
    private Repatriation Present(Repatriation study, RcpContext at) =>
        Rest.Settle(study, study.State, study.Reason, schedule.NextRecheck(at));

    private Repatriation LookAgainLater(Repatriation study, RcpContext at) =>
        study with
        {
            Polls = study.Polls + 1,
            Next = NextStep.Check,
            NextAt = schedule.NextPoll(at, study.Polls),
        };
}

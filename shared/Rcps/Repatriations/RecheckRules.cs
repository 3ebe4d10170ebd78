namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>
/// The looks at a study that is settled, a day and two hours before the RCP: it may have been purged, late series may
/// have come, somebody may have helped.
/// </summary>
internal sealed class RecheckRules(RepatriationSchedule schedule)
{
    public Decision Look(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (study.State == RepatriationState.Failed)
        {
            return new Decision(Settling.Reorder(study, study.State, study.Reason, at.Now));
        }

        if (observed.Central is not { } central || observed.Index == IndexedAs.Unknown)
        {
            return new Decision(
                study with
                {
                    Polls = study.Polls + 1,
                    Next = NextStep.Check,
                    NextAt = schedule.NextPoll(at, study.Polls),
                }
            );
        }

        var counted = study with { Central = central, Expected = observed.Expected ?? study.Expected };
        var whole = counted.Expected is > 0 ? central >= counted.Expected : central > 0 && central >= study.Central;
        var recheck = schedule.NextRecheck(at);
        return new Decision(
            (whole, study.IsOnline) switch
            {
                (true, true) => Settling.Settle(counted, study.State, study.Reason, recheck),
                (true, false) => Settling.Settle(
                    counted,
                    RepatriationState.Completed,
                    RepatriationReason.None,
                    recheck
                ),
                (false, true) => Settling.Reorder(
                    counted,
                    RepatriationState.Requested,
                    central < study.Central ? RepatriationReason.PurgedFromCentral : RepatriationReason.LateSeries,
                    at.Now
                ) with
                {
                    PartialRetried = false,
                },
                (false, false) => Settling.Settle(counted, study.State, study.Reason, recheck),
            }
        );
    }

    /// <summary>
    /// The time has not come, but the RCP may have moved since: the re-check moves with it. What waits for an order
    /// keeps its own time, unless the RCP will have begun before it: that is tried once now.
    /// </summary>
    public Repatriation Moved(Repatriation study, RcpContext at)
    {
        if (study.Next == NextStep.Order && study.State != RepatriationState.Manual)
        {
            return study.NextAt > at.StartsAt ? study with { NextAt = at.Now } : study;
        }

        var recheck = schedule.NextRecheck(at);
        return study with { Next = recheck is null ? NextStep.End : study.Next, NextAt = recheck };
    }
}

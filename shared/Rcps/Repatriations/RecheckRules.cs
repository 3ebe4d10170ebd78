namespace Krypton.Rcps.Repatriations;

/// <summary>The looks at a study that is settled, a day and two hours before the RCP: it may have been purged, late series may have come, somebody may have helped.</summary>
internal sealed class RecheckRules(Timetable timetable)
{
    public Decision Look(Repatriation study, Circumstances at, Sighting seen)
    {
        if (study.State == RepatriationState.Failed)
        {
            return new Decision(Settling.Anew(study, study.State, study.Reason, at.Now));
        }

        if (seen.Central is not { } central || seen.Index == IndexedAs.Unknown)
        {
            return new Decision(study with { Polls = study.Polls + 1, Next = NextStep.Check, NextAt = timetable.NextPoll(at, study.Polls) });
        }

        var counted = study with { Central = central, Expected = seen.Expected ?? study.Expected };
        var whole = counted.Expected is > 0 ? central >= counted.Expected : central > 0 && central >= study.Central;
        var recheck = timetable.NextRecheck(at);
        return new Decision((whole, study.IsOnline) switch
        {
            (true, true) => Settling.At(counted, study.State, study.Reason, recheck),
            (true, false) => Settling.At(counted, RepatriationState.Completed, RepatriationReason.None, recheck),
            (false, true) => Settling.Anew(counted, RepatriationState.Requested, central < study.Central ? RepatriationReason.PurgedFromCentral : RepatriationReason.LateSeries, at.Now) with { PartialRetried = false },
            (false, false) => Settling.At(counted, study.State, study.Reason, recheck),
        });
    }

    /// <summary>
    /// The time has not come, but the RCP may have moved since: the re-check moves with it. What waits for an order keeps its own time, unless the RCP will have begun before
    /// it: that is tried once now.
    /// </summary>
    public Repatriation Moved(Repatriation study, Circumstances at)
    {
        if (study.Next == NextStep.Order && study.State != RepatriationState.Manual)
        {
            return study.NextAt > at.StartsAt ? study with { NextAt = at.Now } : study;
        }

        var recheck = timetable.NextRecheck(at);
        return study with { Next = recheck is null ? NextStep.End : study.Next, NextAt = recheck };
    }
}

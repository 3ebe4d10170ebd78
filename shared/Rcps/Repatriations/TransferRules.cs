namespace Krypton.Rcps.Repatriations;

/// <summary>A look at an order under way. The central server decides; the Task only says what may still be hoped for.</summary>
internal sealed class TransferRules(Timetable timetable)
{
    public Decision Look(Repatriation study, Circumstances at, Sighting seen)
    {
        if (seen.Central is not { } central || seen.Task == OrderedAs.Unknown)
        {
            return new Decision(Poll(study, at, study.State, RepatriationReason.KryptonUnavailable));
        }

        var counted = Count(study, at, central) with { Expected = seen.Expected ?? study.Expected };
        var settled = counted.CentralSince <= at.Now - timetable.VerifyAfter;
        var whole = counted.Expected is > 0 ? central >= counted.Expected : central > 0 && seen.Task == OrderedAs.Completed;
        return (whole, settled, seen.Task) switch
        {
            (true, true, _) => new Decision(Arrived(counted, at)),
            (true, false, _) => new Decision(Verify(counted)),
            (_, _, OrderedAs.Rejected) => new Decision(Settling.Refused(counted, seen.TaskReason, timetable.NextRecheck(at))),
            (_, false, OrderedAs.Completed or OrderedAs.Failed) => new Decision(Verify(counted)),
            (_, true, OrderedAs.Completed or OrderedAs.Failed) when central > 0 => new Decision(Partly(counted, at)),
            (_, _, OrderedAs.Completed) => new Decision(Nothing(counted, at, RepatriationReason.CompletedEmpty)),
            (_, _, OrderedAs.Failed or OrderedAs.Cancelled) => new Decision(Nothing(counted, at, RepatriationReason.TransferFailed)),
            (_, _, OrderedAs.Lost) => new Decision(Nothing(counted, at, RepatriationReason.OrderLost)),
            _ => new Decision(Poll(counted, at, seen.Task switch
            {
                OrderedAs.Accepted => RepatriationState.Accepted,
                OrderedAs.InProgress => RepatriationState.InProgress,
                _ => RepatriationState.Requested,
            }, RepatriationReason.None)),
        };
    }

    /// <summary>The number of instances, and since when it has been that number.</summary>
    private static Repatriation Count(Repatriation study, Circumstances at, int central) =>
        study.CentralSince is not null && study.Central == central ? study : study with { Central = central, CentralSince = at.Now };

    private Repatriation Verify(Repatriation study) => study with
    {
        State = RepatriationState.InProgress,
        Reason = RepatriationReason.Verifying,
        Next = NextStep.Check,
        NextAt = study.CentralSince + timetable.VerifyAfter,
    };

    private Repatriation Arrived(Repatriation study, Circumstances at) =>
        Settling.At(study, study.Expected is > 0 ? RepatriationState.Completed : RepatriationState.CompletedUnverified, RepatriationReason.None, timetable.NextRecheck(at));

    private Repatriation Partly(Repatriation study, Circumstances at) => study.PartialRetried
        ? Settling.At(study, RepatriationState.Partial, RepatriationReason.MissingInstances, timetable.NextRecheck(at))
        : Settling.Anew(study, RepatriationState.Requested, RepatriationReason.MissingInstances, at.Now) with { PartialRetried = true };

    private Repatriation Nothing(Repatriation study, Circumstances at, RepatriationReason reason) =>
        timetable.RetryDelay(study.RetriesUsed) is { } delay && at.Now + delay < at.StartsAt
            ? Settling.Anew(study, RepatriationState.Failed, reason, at.Now + delay) with { RetriesUsed = study.RetriesUsed + 1 }
            : Settling.At(study, RepatriationState.Failed, reason, timetable.NextRecheck(at));

    /// <summary>A look out of turn, after a notification, leaves the rhythm of the polls as it is.</summary>
    private Repatriation Poll(Repatriation study, Circumstances at, RepatriationState state, RepatriationReason reason)
    {
        var inTurn = study.NextAt is null || study.NextAt <= at.Now;
        var polls = inTurn ? study.Polls + 1 : study.Polls;
        return study with { State = state, Reason = reason, Polls = polls, Next = NextStep.Check, NextAt = inTurn ? timetable.NextPoll(at, polls) : Earlier(study.NextAt!.Value, at.StartsAt) };
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

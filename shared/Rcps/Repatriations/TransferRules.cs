namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>
/// A look at an order under way. The central server decides; the Task only says what may still be hoped for.
/// </summary>
internal sealed class TransferRules(RepatriationSchedule schedule)
{
    public Decision Look(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (observed.Central is not { } central || observed.Task == OrderedAs.Unknown)
        {
            return new Decision(Poll(study, at, study.State, RepatriationReason.KryptonUnavailable));
        }

        var counted = Count(study, at, central) with { Expected = observed.Expected ?? study.Expected };
        var settled = counted.CentralSince <= at.Now - schedule.VerifyAfter;
        var whole = counted.Expected is > 0
            ? central >= counted.Expected
            : central > 0 && observed.Task == OrderedAs.Completed;
        return (whole, settled, observed.Task) switch
        {
            (true, true, _) => new Decision(Complete(counted, at)),
            (true, false, _) => new Decision(Verify(counted)),
            (_, _, OrderedAs.Rejected) => new Decision(
                Settling.Reject(counted, observed.TaskReason, schedule.NextRecheck(at))
            ),
            (_, false, OrderedAs.Completed or OrderedAs.Failed) => new Decision(Verify(counted)),
            (_, true, OrderedAs.Completed or OrderedAs.Failed) when central > 0 => new Decision(
                ReorderOrKeepPartial(counted, at)
            ),
            (_, _, OrderedAs.Completed) => new Decision(RetryOrFail(counted, at, RepatriationReason.CompletedEmpty)),
            (_, _, OrderedAs.Failed or OrderedAs.Cancelled) => new Decision(
                RetryOrFail(counted, at, RepatriationReason.TransferFailed)
            ),
            (_, _, OrderedAs.Lost) => new Decision(RetryOrFail(counted, at, RepatriationReason.OrderLost)),
            _ => new Decision(
                Poll(
                    counted,
                    at,
                    observed.Task switch
                    {
                        OrderedAs.Accepted => RepatriationState.Accepted,
                        OrderedAs.InProgress => RepatriationState.InProgress,
                        _ => RepatriationState.Requested,
                    },
                    RepatriationReason.None
                )
            ),
        };
    }

    /// <summary>The number of instances, and since when it has been that number.</summary>
    private static Repatriation Count(Repatriation study, RcpContext at, int central) =>
        study.CentralSince is not null && study.Central == central
            ? study
            : study with
            {
                Central = central,
                CentralSince = at.Now,
            };

    private Repatriation Verify(Repatriation study) =>
        study with
        {
            State = RepatriationState.InProgress,
            Reason = RepatriationReason.Verifying,
            Next = NextStep.Check,
            NextAt = study.CentralSince + schedule.VerifyAfter,
        };

    private Repatriation Complete(Repatriation study, RcpContext at) =>
        Settling.Settle(
            study,
            study.Expected is > 0 ? RepatriationState.Completed : RepatriationState.CompletedUnverified,
            RepatriationReason.None,
            schedule.NextRecheck(at)
        );

    private Repatriation ReorderOrKeepPartial(Repatriation study, RcpContext at) =>
        study.PartialRetried
            ? Settling.Settle(
                study,
                RepatriationState.Partial,
                RepatriationReason.MissingInstances,
                schedule.NextRecheck(at)
            )
            : Settling.Reorder(study, RepatriationState.Requested, RepatriationReason.MissingInstances, at.Now) with
            {
                PartialRetried = true,
            };

    private Repatriation RetryOrFail(Repatriation study, RcpContext at, RepatriationReason reason) =>
        schedule.RetryDelay(study.RetriesUsed) is { } delay && at.Now + delay < at.StartsAt
            ? Settling.Reorder(study, RepatriationState.Failed, reason, at.Now + delay) with
            {
                RetriesUsed = study.RetriesUsed + 1,
            }
            : Settling.Settle(study, RepatriationState.Failed, reason, schedule.NextRecheck(at));

    /// <summary>A look out of turn, after a notification, leaves the rhythm of the polls as it is.</summary>
    private Repatriation Poll(Repatriation study, RcpContext at, RepatriationState state, RepatriationReason reason)
    {
        var inTurn = study.NextAt is null || study.NextAt <= at.Now;
        var polls = inTurn ? study.Polls + 1 : study.Polls;
        return study with
        {
            State = state,
            Reason = reason,
            Polls = polls,
            Next = NextStep.Check,
            NextAt = inTurn ? schedule.NextPoll(at, polls) : Earlier(study.NextAt!.Value, at.StartsAt),
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>
/// An order is under way. The central server decides; the Task only says what may still be hoped for.
/// </summary>
internal sealed class UnderTransfer(RepatriationSchedule schedule)
{
    private readonly Retries retries = new(schedule);

    /// <summary>How an order that has not ended stands on the board.</summary>
    public static RepatriationState OpenState(OrderedAs task) =>
        task switch
        {
            OrderedAs.Accepted => RepatriationState.Accepted,
            OrderedAs.InProgress => RepatriationState.InProgress,
            _ => RepatriationState.Requested,
        };

    public Decision Decide(Repatriation study, RcpContext at, StudyObservation observed) =>
        new(Look(study, at, observed));

    private Repatriation Look(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (observed.Central is not { } central || observed.Task == OrderedAs.Unknown)
        {
            return Poll(study, at, study.State, RepatriationReason.KryptonUnavailable);
        }

        var counted = Count(study, at, central, observed.Uncounted) with
        {
            Expected = observed.Expected ?? study.Expected,
        };
        var isVerified = counted.CentralSince <= at.Now - schedule.VerifyAfter;
        if (IsWhole(counted, observed.Task))
        {
            return isVerified ? Complete(counted, at) : Verify(counted);
        }

        // Images may still be on their way into the central server when the Task has ended.
        var hasEnded = observed.Task is OrderedAs.Completed or OrderedAs.Failed;
        if (hasEnded && !isVerified)
        {
            return Verify(counted);
        }

        if (hasEnded && central > 0)
        {
            return ReorderOrKeepPartial(counted, at);
        }

        return observed.Task switch
        {
            OrderedAs.Rejected => Rest.AsRejected(counted, observed.TaskReason, schedule.NextRecheck(at)),
            OrderedAs.Completed => retries.RetryOrFail(counted, at, RepatriationReason.CompletedEmpty),
            OrderedAs.Failed => retries.RetryOrFail(counted, at, RepatriationReason.TransferFailed),
            OrderedAs.Cancelled => retries.RetryOrFail(counted, at, RepatriationReason.TransferFailed),
            OrderedAs.Lost => retries.RetryOrFail(counted, at, RepatriationReason.OrderLost),
            _ => Poll(counted, at, OpenState(observed.Task), RepatriationReason.None),
        };
    }

    /// <summary>The number of instances, and since when it has been that number.</summary>
    private static Repatriation Count(Repatriation study, RcpContext at, int central, bool uncounted) =>
        study.CentralSince is not null && study.Central == central && study.Uncounted == uncounted
            ? study
            : study with
            {
                Central = central,
                Uncounted = uncounted,
                CentralSince = at.Now,
            };

    /// <summary>Where nobody knows how many there should be, or are, the Task's word is taken for it.</summary>
    private static bool IsWhole(Repatriation counted, OrderedAs task) =>
        counted.Expected is > 0 && !counted.Uncounted
            ? counted.Central >= counted.Expected
            : counted.Central > 0 && task == OrderedAs.Completed;

    private Repatriation Verify(Repatriation study) =>
        study with
        {
            State = RepatriationState.InProgress,
            Reason = RepatriationReason.Verifying,
            Next = NextStep.Check,
            NextAt = study.CentralSince + schedule.VerifyAfter,
        };

    private Repatriation Complete(Repatriation study, RcpContext at) =>
        Rest.Settle(
            study,
            study is { Expected: > 0, Uncounted: false }
                ? RepatriationState.Completed
                : RepatriationState.CompletedUnverified,
            RepatriationReason.None,
            schedule.NextRecheck(at)
        );

    private Repatriation ReorderOrKeepPartial(Repatriation study, RcpContext at) =>
        study.PartialRetried
            ? Rest.Settle(
                study,
                RepatriationState.Partial,
                RepatriationReason.MissingInstances,
                schedule.NextRecheck(at)
            )
            : UncountedReorders.AfterPart(study, at);

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

namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>
/// Withdrawn, cancelled, too late: the order is taken back and the orchestration ends. A study that has arrived stays
/// as it is.
/// </summary>
internal sealed class Closing(RepatriationSchedule schedule)
{
    /// <summary>Null where the study is still wanted for an RCP that is to come.</summary>
    public static Decision? Decide(Repatriation study, RcpContext at)
    {
        if (at.Cancelled)
        {
            return Cancel(study, RepatriationReason.RcpCancelled);
        }

        if (!at.Wanted)
        {
            return Cancel(study, RepatriationReason.Withdrawn);
        }

        return at.Now >= at.StartsAt ? Expire(study) : null;
    }

    /// <summary>
    /// Krypton did not answer when the order was to be taken back: it is tried again at the next poll. An order whose
    /// id is not known keeps waiting for the answer to its key: should the study be wanted again, that key is sent
    /// again, and no other.
    /// </summary>
    public Repatriation NotTakenBack(Repatriation order, RcpContext at) =>
        order.TaskId is null
            ? order
            : order with
            {
                Reason = RepatriationReason.KryptonUnavailable,
                Polls = order.Polls + 1,
                Next = NextStep.Check,
                NextAt = schedule.NextPoll(at, order.Polls),
            };

    private static Decision Cancel(Repatriation study, RepatriationReason reason)
    {
        var closed =
            study.IsOpen || study.IsTrouble
                ? study with
                {
                    State = RepatriationState.Cancelled,
                    Reason = reason,
                }
                : study;
        return End(study, closed);
    }

    private static Decision Expire(Repatriation study)
    {
        // One that failed and still waited for its retry says more as 'failed' than as 'expired'.
        var closed = study.IsOpen
            ? study with
            {
                State = RepatriationState.Expired,
                Reason = RepatriationReason.RcpStarted,
            }
            : study;
        return End(study, closed);
    }

    private static Decision End(Repatriation study, Repatriation closed) =>
        new(
            closed with
            {
                Next = NextStep.End,
                NextAt = null,
                Unanswered = false,
            },
            RepatriationRules.IsUnderWay(study) || study.Unanswered ? OrderAct.TakeBack : OrderAct.None
        );
}

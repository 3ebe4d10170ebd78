namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>
/// Decides about one study, from what is remembered and what was seen; nothing here touches the world. Practice of
/// imaging archives: a transfer that moved nothing may succeed later and is retried; one that moved a part is ordered
/// once more and then stands; a refusal is not repeated; 'completed' is believed only when the central server shows it
/// twice.
/// </summary>
public sealed class RepatriationRules(RepatriationSchedule schedule)
{
    private readonly OrderRules orders = new(schedule);
    private readonly TransferRules transfers = new(schedule);
    private readonly RecheckRules rechecks = new(schedule);

    /// <summary>
    /// True where the decision needs a look at the Task; false where it needs one at the index. The central server is
    /// always asked.
    /// </summary>
    public static bool IsUnderWay(Repatriation study) => study is { IsOpen: true, TaskId: not null };

    /// <summary>
    /// The decision where nothing need be looked at: the study is no longer wanted, the RCP has begun, or its time has
    /// not come; else null.
    /// </summary>
    public Decision? WithoutLooking(Repatriation study, RcpContext at)
    {
        if (Closing(study, at) is { } closed)
        {
            return closed;
        }

        var waits =
            !IsUnderWay(study)
            && study.NextAt > at.Now
            && study.State is not (RepatriationState.Cancelled or RepatriationState.Expired);
        return waits ? new Decision(rechecks.Moved(study, at)) : null;
    }

    /// <summary>What to do after a look.</summary>
    public Decision Decide(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (WithoutLooking(study, at) is { } decision)
        {
            return decision;
        }

        if (study.State is RepatriationState.Cancelled or RepatriationState.Expired)
        {
            // Attached again, or the RCP was moved to a later time.
            study = Settling.Reorder(study, RepatriationState.Requested, RepatriationReason.AwaitingOrder, at.Now);
        }

        return IsUnderWay(study) ? transfers.Look(study, at, observed)
            : study.Next == NextStep.Order ? orders.Before(study, at, observed)
            : rechecks.Look(study, at, observed);
    }

    /// <summary>
    /// True where a look out of turn changes nothing but what is known of an order under way, and the look in turn is
    /// near enough: where a second check is due, no later than <see cref="RepatriationSchedule.VerifyAfter"/> after
    /// that.
    /// </summary>
    public bool WaitsOn(Repatriation before, Decision decision, RcpContext at) =>
        decision is { Act: OrderAct.None, Repatriation: var after }
        && IsUnderWay(after)
        && after.TaskId == before.TaskId
        && before.NextAt > at.Now
        && before.NextAt <= after.NextAt + schedule.VerifyAfter;

    /// <summary>What Krypton answered to the order that was decided.</summary>
    public Repatriation AfterOrder(Repatriation study, RcpContext at, OrderResult answer) =>
        orders.After(study, at, answer);

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

    /// <summary>
    /// Withdrawn, cancelled, too late: the order is taken back and the orchestration ends. A study that is settled
    /// stays as it is.
    /// </summary>
    private static Decision? Closing(Repatriation study, RcpContext at)
    {
        RepatriationState state;
        RepatriationReason reason;
        switch (at)
        {
            case { Cancelled: true }:
                (state, reason) = (RepatriationState.Cancelled, RepatriationReason.RcpCancelled);
                break;
            case { Wanted: false }:
                (state, reason) = (RepatriationState.Cancelled, RepatriationReason.Withdrawn);
                break;
            case var _ when at.Now >= at.StartsAt:
                (state, reason) = (RepatriationState.Expired, RepatriationReason.RcpStarted);
                break;
            default:
                return null;
        }

        // One that failed and still waited for its retry says more as 'failed' than as 'expired'.
        var over = study with
        {
            Next = NextStep.End,
            NextAt = null,
            Unanswered = false,
        };
        var changes = study.IsOpen || (study.IsTrouble && state == RepatriationState.Cancelled);
        return new Decision(
            changes ? over with { State = state, Reason = reason } : over,
            IsUnderWay(study) || study.Unanswered ? OrderAct.TakeBack : OrderAct.None
        );
    }
}

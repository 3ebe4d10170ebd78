using KryptonFunctions.Rcps.Repatriations.Phases;

namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>
/// Decides about one study, from what is remembered and what was seen; nothing here touches the world. A phase of the
/// study's way is a file in <c>Phases</c>; the transitions are a table in <c>docs/prefetch.md</c>. Practice of imaging
/// archives: a transfer that moved nothing may succeed later and is retried; one that moved a part is ordered once more
/// and then stands; a refusal is not repeated; 'completed' is believed only when the central server shows it twice.
/// </summary>
public sealed class RepatriationRules(RepatriationSchedule schedule)
{
    private readonly AwaitingOrder awaitingOrder = new(schedule);
    private readonly UnderTransfer underTransfer = new(schedule);
    private readonly Settled settled = new(schedule);
    private readonly Closing closing = new(schedule);

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
        if (Closing.Decide(study, at) is { } closed)
        {
            return closed;
        }

        return IsEarly(study, at) ? new Decision(settled.FollowMovedRcp(study, at)) : null;
    }

    /// <summary>What to do after a look.</summary>
    public Decision Decide(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (WithoutLooking(study, at) is { } decision)
        {
            return decision;
        }

        if (IsClosed(study))
        {
            return awaitingOrder.Decide(UncountedReorders.WantedAgain(study, at), at, observed);
        }

        if (IsUnderWay(study))
        {
            return underTransfer.Decide(study, at, observed);
        }

        return study.Next == NextStep.Order
            ? awaitingOrder.Decide(study, at, observed)
            : settled.Decide(study, at, observed);
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
        awaitingOrder.AfterOrder(study, at, answer);

    /// <summary>Krypton did not answer when the order was to be taken back.</summary>
    public Repatriation NotTakenBack(Repatriation order, RcpContext at) => closing.NotTakenBack(order, at);

    private static bool IsClosed(Repatriation study) =>
        study.State is RepatriationState.Cancelled or RepatriationState.Expired;

    /// <summary>
    /// An order under way may be looked at out of turn, and so may a conflict, which a choice or a correction ends; all
    /// else waits for its time.
    /// </summary>
    private static bool IsEarly(Repatriation study, RcpContext at) =>
        study.NextAt > at.Now && !IsUnderWay(study) && !IsClosed(study) && !IsInConflict(study);

    private static bool IsInConflict(Repatriation study) =>
        study is { State: RepatriationState.Manual, Reason: RepatriationReason.StudyIdentityConflict };
}

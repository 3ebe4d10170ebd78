namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>An order is to be placed: is it needed, can the study be had, and what did Krypton answer.</summary>
internal sealed class AwaitingOrder(RepatriationSchedule schedule)
{
    public Decision Decide(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (observed.IdentityConflict)
        {
            return Hold(study, at);
        }

        if (study.Unanswered)
        {
            return new Decision(study, OrderAct.Place);
        }

        var expected = observed.Expected ?? study.Expected;
        if (expected is > 0 && observed.Central >= expected && !observed.Uncounted)
        {
            return ThereAlready(
                study with
                {
                    Expected = expected,
                    Central = observed.Central.Value,
                    Uncounted = false,
                },
                at
            );
        }

        return observed.Index switch
        {
            IndexedAs.Offline => LeaveToPeople(study, at, RepatriationReason.OfflineAtSite),
            IndexedAs.Unavailable => LeaveToPeople(study, at, RepatriationReason.UnavailableAtSite),
            IndexedAs.Missing => LeaveToPeople(study, at, RepatriationReason.StudyUnknown),
            IndexedAs.Transferable when observed.Central is not null => Place(study, at, expected, observed),
            _ => new Decision(AskAgainLater(study, at)),
        };
    }

    public Repatriation AfterOrder(Repatriation study, RcpContext at, OrderResult answer) =>
        answer switch
        {
            OrderResult.Placed placed => Follow(study, at, placed),
            OrderResult.Refused refused => Rest.AsRejected(
                study with
                {
                    Unanswered = false,
                },
                refused.Code,
                schedule.NextRecheck(at)
            ),
            _ => AskAgainLater(study, at) with { Unanswered = true },
        };

    private static Decision Place(Repatriation study, RcpContext at, int? expected, StudyObservation observed)
    {
        var next = study.TaskId is null ? study : UncountedReorders.OfUsedKey(study, at);
        var counted = next with
        {
            Expected = expected,
            Central = observed.Central ?? 0,
            Uncounted = observed.Uncounted,
            CentralSince = null,
        };
        return new Decision(counted, OrderAct.Place);
    }

    private Decision ThereAlready(Repatriation study, RcpContext at)
    {
        var state = study.Orders == 0 ? RepatriationState.NotNeeded : RepatriationState.Completed;
        return new Decision(Rest.Settle(study, state, RepatriationReason.None, schedule.NextRecheck(at)));
    }

    /// <summary>
    /// Nothing is sent for it, not even an order again that was never answered: that might begin a transfer. The order
    /// stays due, however near the RCP is, for the conflict may end at any moment.
    /// </summary>
    private Decision Hold(Repatriation study, RcpContext at) =>
        new(
            study with
            {
                State = RepatriationState.Manual,
                Reason = RepatriationReason.StudyIdentityConflict,
                Polls = 0,
                Next = NextStep.Order,
                NextAt = schedule.NextRecheck(at) ?? at.StartsAt,
            }
        );

    private Decision LeaveToPeople(Repatriation study, RcpContext at, RepatriationReason reason) =>
        new(Rest.Settle(study, RepatriationState.Manual, reason, schedule.NextRecheck(at)));

    private Repatriation Follow(Repatriation study, RcpContext at, OrderResult.Placed placed) =>
        study with
        {
            TaskId = placed.TaskId,
            State = UnderTransfer.OpenState(placed.Status),
            Reason = RepatriationReason.None,
            Orders = Math.Max(study.Orders, study.Attempt),
            OrderedAt = study.OrderedAt ?? at.Now,
            Unanswered = false,
            Polls = 0,
            Next = NextStep.Check,
            NextAt = schedule.NextPoll(at, 0),
        };

    private Repatriation AskAgainLater(Repatriation study, RcpContext at) =>
        study with
        {
            State = RepatriationState.Requested,
            Reason = RepatriationReason.KryptonUnavailable,
            Polls = study.Polls + 1,
            Next = NextStep.Order,
            NextAt = schedule.NextPoll(at, study.Polls),
        };
}

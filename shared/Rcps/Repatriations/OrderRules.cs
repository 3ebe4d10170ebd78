namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>What Krypton answered to an order.</summary>
public abstract record OrderResult
{
    private OrderResult() { }

    /// <summary>It is under way, now or since an earlier try with the same key.</summary>
    public sealed record Placed(string TaskId, OrderedAs Status) : OrderResult;

    /// <summary>Krypton will not do it.</summary>
    public sealed record Refused(string Code) : OrderResult;

    /// <summary>No answer; whether the order arrived is not known, so the same key is sent again.</summary>
    public sealed record NoAnswer : OrderResult;
}

/// <summary>Around the placing of an order.</summary>
internal sealed class OrderRules(RepatriationSchedule schedule)
{
    public Decision Before(Repatriation study, RcpContext at, StudyObservation observed)
    {
        if (study.Unanswered)
        {
            return new Decision(study, OrderAct.Place);
        }

        if (observed.IdentityConflict)
        {
            return Manual(study, at, RepatriationReason.StudyIdentityConflict);
        }

        var expected = observed.Expected ?? study.Expected;
        if (expected is > 0 && observed.Central >= expected)
        {
            var state = study.Orders == 0 ? RepatriationState.NotNeeded : RepatriationState.Completed;
            return new Decision(
                Settling.Settle(
                    study with
                    {
                        Expected = expected,
                        Central = observed.Central.Value,
                    },
                    state,
                    RepatriationReason.None,
                    schedule.NextRecheck(at)
                )
            );
        }

        return observed.Index switch
        {
            IndexedAs.Offline => Manual(study, at, RepatriationReason.OfflineAtSite),
            IndexedAs.Unavailable => Manual(study, at, RepatriationReason.UnavailableAtSite),
            IndexedAs.Missing => Manual(study, at, RepatriationReason.StudyUnknown),
            IndexedAs.Transferable when observed.Central is { } central => new Decision(
                Fresh(study, at) with
                {
                    Expected = expected,
                    Central = central,
                    CentralSince = null,
                },
                OrderAct.Place
            ),
            _ => new Decision(Later(study, at)),
        };
    }

    public Repatriation After(Repatriation study, RcpContext at, OrderResult answer) =>
        answer switch
        {
            OrderResult.Placed placed => study with
            {
                TaskId = placed.TaskId,
                State =
                    placed.Status is OrderedAs.Accepted ? RepatriationState.Accepted
                    : placed.Status is OrderedAs.InProgress ? RepatriationState.InProgress
                    : RepatriationState.Requested,
                Reason = RepatriationReason.None,
                Orders = Math.Max(study.Orders, study.Attempt),
                Unanswered = false,
                Polls = 0,
                Next = NextStep.Check,
                NextAt = schedule.NextPoll(at, 0),
            },
            OrderResult.Refused refused => Settling.Reject(
                study with
                {
                    Unanswered = false,
                },
                refused.Code,
                schedule.NextRecheck(at)
            ),
            _ => Later(study, at) with { Unanswered = true },
        };

    /// <summary>The key of an order that was placed is used up.</summary>
    private static Repatriation Fresh(Repatriation study, RcpContext at) =>
        study.TaskId is null ? study : Settling.Reorder(study, study.State, study.Reason, at.Now);

    private Decision Manual(Repatriation study, RcpContext at, RepatriationReason reason) =>
        new(Settling.Settle(study, RepatriationState.Manual, reason, schedule.NextRecheck(at)));

    private Repatriation Later(Repatriation study, RcpContext at) =>
        study with
        {
            State = RepatriationState.Requested,
            Reason = RepatriationReason.KryptonUnavailable,
            Polls = study.Polls + 1,
            Next = NextStep.Order,
            NextAt = schedule.NextPoll(at, study.Polls),
        };
}

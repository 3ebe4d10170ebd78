using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>A change of a study's state, and what was done about its order in the step that made it.</summary>
internal sealed record Transition(
    RepatriationState From,
    RepatriationState To,
    RepatriationReason Reason,
    OrderAct Done
)
{
    public override string ToString() => $"{From} -> {To} ({Reason}), {Done}";
}

/// <summary>
/// Every step that can be made from a new study, by the rules alone: each record reached is tried at each time, in each
/// context, with each observation and each answer of Krypton. Numbers that only count are folded.
/// </summary>
internal sealed class RepatriationGrid
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LongAgo = Now.AddHours(-1);
    private static readonly DateTimeOffset Later = Now.AddMinutes(10);
    private static readonly RcpContext Far = new(Now, Now.AddDays(3), Wanted: true, Cancelled: false);
    private static readonly RcpContext AfterLastRecheck = Far with { StartsAt = Now.AddHours(1) };
    private static readonly int?[] Counts = [null, 0, 1, 2];
    private static readonly int?[] ExpectedCounts = [null, 1, 2];
    private static readonly RcpContext[] Closing =
    [
        Far with
        {
            Cancelled = true,
        },
        Far with
        {
            Wanted = false,
        },
        Far with
        {
            StartsAt = Now,
        },
    ];
    private static readonly string?[] RefusalCodes = ["destination-unknown", "study-unknown", "study-offline", "other"];
    private static readonly StudyObservation[] OfTask = [.. ObservationsOfTask()];
    private static readonly StudyObservation[] OfIndex = [.. ObservationsOfIndex()];
    private static readonly OrderResult[] Answers = [.. OrderAnswers()];

    private readonly RepatriationRules rules = new(new RepatriationSchedule(new PrefetchOptions { Retries = "1x1m" }));

    /// <summary>The changes of state that can be reached.</summary>
    public IReadOnlySet<Transition> Transitions()
    {
        var transitions = new HashSet<Transition>();
        var seen = new HashSet<Repatriation> { new() };
        var open = new Stack<Repatriation>(seen);
        while (open.TryPop(out var before))
        {
            foreach (var (after, done) in Steps(before).Distinct())
            {
                if (after.State != before.State)
                {
                    transitions.Add(new Transition(before.State, after.State, after.Reason, done));
                }

                foreach (var next in AtEachTime(after).Where(seen.Add))
                {
                    open.Push(next);
                }
            }
        }

        return transitions;
    }

    private IEnumerable<(Repatriation After, OrderAct Done)> Steps(Repatriation before)
    {
        foreach (var at in Closing)
        {
            foreach (var step in Executed(before, rules.WithoutLooking(before, at)!, at))
            {
                yield return step;
            }
        }

        foreach (var at in new[] { Far, AfterLastRecheck })
        {
            foreach (var observed in RepatriationRules.IsUnderWay(before) ? OfTask : OfIndex)
            {
                foreach (var step in Executed(before, rules.Decide(before, at, observed), at))
                {
                    yield return step;
                }
            }
        }
    }

    private IEnumerable<(Repatriation After, OrderAct Done)> Executed(
        Repatriation before,
        Decision decision,
        RcpContext at
    )
    {
        var steps = decision.Act switch
        {
            OrderAct.Place => Placed(decision.Repatriation, at),
            OrderAct.TakeBack => TakenBack(before, decision.Repatriation, at),
            _ => [decision.Repatriation],
        };
        return steps.Select(after => (Folded(after), decision.Act));
    }

    /// <summary>The first is of a process that died after it had sent the order.</summary>
    private IEnumerable<Repatriation> Placed(Repatriation order, RcpContext at) =>
        [order with { Unanswered = true }, .. Answers.Select(answer => rules.AfterOrder(order, at, answer))];

    private IEnumerable<Repatriation> TakenBack(Repatriation before, Repatriation closed, RcpContext at)
    {
        var orders = before.Unanswered ? Answers.Select(answer => rules.AfterOrder(before, at, answer)) : [before];
        foreach (var order in orders)
        {
            yield return closed with
            {
                TaskId = order.TaskId,
                Orders = order.Orders,
            };
            if (order is not { TaskId: null, Unanswered: false })
            {
                yield return rules.NotTakenBack(order, at);
            }
        }
    }

    private static Repatriation Folded(Repatriation study) =>
        study with
        {
            Attempt = 1,
            Orders = Math.Min(study.Orders, 1),
            Polls = 0,
        };

    /// <summary>Before and after what is due, and before and after the second check.</summary>
    private static IEnumerable<Repatriation> AtEachTime(Repatriation study)
    {
        DateTimeOffset?[] nextAt = study.NextAt is null ? [null] : [LongAgo];
        DateTimeOffset?[] orStillToCome = study.NextAt > Now ? [Later] : [];
        DateTimeOffset?[] since = study.CentralSince is null ? [null] : [LongAgo, Now];
        return from next in nextAt.Concat(orStillToCome)
            from same in since
            select study with
            {
                NextAt = next,
                CentralSince = same,
            };
    }

    private static IEnumerable<StudyObservation> ObservationsOfTask() =>
        from task in Enum.GetValues<OrderedAs>()
        from central in Counts
        from expected in ExpectedCounts
        from reason in task == OrderedAs.Rejected ? RefusalCodes : [null]
        select new StudyObservation
        {
            Task = task,
            TaskReason = reason,
            Central = central,
            Expected = expected,
        };

    private static IEnumerable<StudyObservation> ObservationsOfIndex() =>
        from index in Enum.GetValues<IndexedAs>()
        from central in Counts
        from expected in ExpectedCounts
        from conflict in new[] { false, true }
        select new StudyObservation
        {
            Index = index,
            Central = central,
            Expected = expected,
            IdentityConflict = conflict,
        };

    private static IEnumerable<OrderResult> OrderAnswers() =>
        [
            new OrderResult.NoAnswer(),
            new OrderResult.Placed("t", OrderedAs.Requested),
            new OrderResult.Placed("t", OrderedAs.Accepted),
            new OrderResult.Placed("t", OrderedAs.InProgress),
            .. RefusalCodes.Select(code => new OrderResult.Refused(code!)),
        ];
}

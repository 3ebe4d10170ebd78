using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>
/// One step of a study's way to the central server. All in one activity, since each of an orchestration's steps costs
/// more than the work in it. May be repeated at any point: the order by its key, the trace by its step, the row by its
/// content.
/// </summary>
public sealed class AdvanceRepatriation(
    RcpStore rcps,
    StudyStore studies,
    StudyObserver observer,
    StudyOrders orders,
    RepatriationTraces traces,
    RepatriationSchedule schedule,
    TimeProvider time
)
{
    private readonly RepatriationRules rules = new(schedule);

    public async Task<StudyStep> AdvanceAsync(string rcpId, string studyUid, CancellationToken cancellationToken)
    {
        if (await ReadAsync(rcpId, studyUid, cancellationToken) is not { } turn)
        {
            return StudyStep.Over;
        }

        CurrentCall.Begin(InstanceIds.Study(rcpId, studyUid), turn.Study.By.ToCaller());
        var decision = await ObserveAndDecideAsync(turn, cancellationToken);
        var row = await ReserveAsync(turn, decision, cancellationToken);
        var done = await ExecuteAsync(turn, decision, cancellationToken);
        await traces.WriteAsync(rcpId, turn.Study, turn.Before, done.After, done.IsTakenBack, cancellationToken);
        if (done.After != turn.Before || decision.Act == OrderAct.Place)
        {
            await SaveAsync(turn, done.After, row, cancellationToken);
        }

        return StudyStep.From(turn.Before, done.After);
    }

    /// <summary>Null where the RCP or the study is gone.</summary>
    private async Task<StudyTurn?> ReadAsync(string rcpId, string studyUid, CancellationToken cancellationToken)
    {
        var row = await studies.FindAsync(rcpId, studyUid, cancellationToken);
        var rcp = await rcps.FindAsync(rcpId, cancellationToken);
        return row is null || rcp is null
            ? null
            : new StudyTurn(rcp.Value, row, RcpContext.From(rcp.Value, row.Value, time.GetUtcNow()));
    }

    private async Task<Decision> ObserveAndDecideAsync(StudyTurn turn, CancellationToken cancellationToken)
    {
        if (rules.WithoutLooking(turn.Before, turn.At) is { } decision)
        {
            return decision;
        }

        var observed = await observer.ObserveAsync(turn.Rcp.RcpId, turn.Study, cancellationToken);
        return rules.Decide(turn.Before, turn.At, observed);
    }

    /// <summary>
    /// Writes that the order is unanswered before it is sent: a process that dies after sending would else forget the
    /// order, find the study on the central server and call it not needed, without a trace of the order and without
    /// anybody to take it back. Gives the row as it then stands.
    /// </summary>
    private async Task<Versioned<WantedStudy>?> ReserveAsync(
        StudyTurn turn,
        Decision decision,
        CancellationToken cancellationToken
    ) =>
        decision is { Act: OrderAct.Place, Repatriation: { Unanswered: false } order }
            ? await SaveAsync(turn, order with { Unanswered = true }, turn.Row, cancellationToken)
            : turn.Row;

    private async Task<ExecutedDecision> ExecuteAsync(
        StudyTurn turn,
        Decision decision,
        CancellationToken cancellationToken
    ) =>
        decision.Act switch
        {
            OrderAct.Place => new(await PlaceAsync(turn, decision.Repatriation, cancellationToken)),
            OrderAct.TakeBack => await TakeBackAsync(turn, decision.Repatriation, cancellationToken),
            _ => new(decision.Repatriation),
        };

    private async Task<Repatriation> PlaceAsync(
        StudyTurn turn,
        Repatriation order,
        CancellationToken cancellationToken
    ) =>
        rules.AfterOrder(
            order,
            turn.At,
            await orders.PlaceAsync(turn.Rcp, turn.Study, order.Attempt, cancellationToken)
        );

    /// <summary>
    /// Where Krypton does not answer, the order stands and is taken back later, up to a day after the RCP. One that was
    /// never answered is sent once more with its key, which gives the one that exists: the only way to learn its id.
    /// Wanted again meanwhile, it goes on as after any order.
    /// </summary>
    private async Task<ExecutedDecision> TakeBackAsync(
        StudyTurn turn,
        Repatriation closed,
        CancellationToken cancellationToken
    )
    {
        var order = turn.Before.Unanswered ? await PlaceAsync(turn, turn.Before, cancellationToken) : turn.Before;
        var isTakenBack = order.TaskId is { } taskId && await orders.TakeBackAsync(taskId, cancellationToken);
        var isRefused = order is { TaskId: null, Unanswered: false };
        return isTakenBack || isRefused || turn.At.Now >= turn.Rcp.EndsAt
            ? new(closed with { TaskId = order.TaskId, Orders = order.Orders }, isTakenBack)
            : new(rules.NotTakenBack(order, turn.At));
    }

    private Task<Versioned<WantedStudy>?> SaveAsync(
        StudyTurn turn,
        Repatriation repatriation,
        Versioned<WantedStudy>? row,
        CancellationToken cancellationToken
    ) =>
        studies.ChangeAsync(
            turn.Rcp.RcpId,
            turn.Study.StudyUid,
            current => current with { Repatriation = repatriation },
            cancellationToken,
            row
        );

    /// <summary>What one step has read.</summary>
    private sealed record StudyTurn(Rcp Rcp, Versioned<WantedStudy> Row, RcpContext At)
    {
        public WantedStudy Study => Row.Value;

        public Repatriation Before => Row.Value.Repatriation;
    }

    /// <summary>How far the study is once the decision is executed, and whether Krypton has ended its order.</summary>
    private sealed record ExecutedDecision(Repatriation After, bool IsTakenBack = false);
}

using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>
/// One step of a study's way to the central server: look, decide, order or take back, trace, remember. All in one
/// activity, since each of an orchestration's steps costs more than the work in it. May be repeated at any point: the
/// order by its key, the trace by its step, the row by its content.
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
        var found = await studies.FindAsync(rcpId, studyUid, cancellationToken);
        var meeting = await rcps.FindAsync(rcpId, cancellationToken);
        if (found is null || meeting is null)
        {
            return StudyStep.Over;
        }

        var (rcp, study) = (meeting.Value, found.Value);
        CurrentCall.Begin(InstanceIds.Study(rcpId, studyUid), study.By.ToCaller());
        var at = new RcpContext(time.GetUtcNow(), rcp.StartsAt, study.WantedBy.Count > 0, rcp.Cancelled);
        var before = study.Repatriation;
        var decision =
            rules.WithoutLooking(before, at)
            ?? rules.Decide(before, at, await observer.ObserveAsync(rcpId, study, cancellationToken));
        if (decision is { Act: OrderAct.Place, Repatriation: { Unanswered: false } ordered })
        {
            // Before it is sent: a process that dies after sending would else forget the order, find the study on the
            // central server and call it not needed, without a trace of the order and without anybody to take it back.
            found = await SaveAsync(rcpId, studyUid, ordered with { Unanswered = true }, found, cancellationToken);
        }

        var (after, takenBack) = decision.Act switch
        {
            OrderAct.Place => (
                rules.AfterOrder(
                    decision.Repatriation,
                    at,
                    await orders.PlaceAsync(rcp, study, decision.Repatriation.Attempt, cancellationToken)
                ),
                false
            ),
            OrderAct.TakeBack => await TakeBackAsync(rcp, study, decision.Repatriation, at, cancellationToken),
            _ => (decision.Repatriation, false),
        };

        await traces.WriteAsync(rcpId, study, before, after, takenBack, cancellationToken);
        if (after != before || decision.Act == OrderAct.Place)
        {
            await SaveAsync(rcpId, studyUid, after, found, cancellationToken);
        }

        return new StudyStep(after.Next, after.NextAt, after.State != before.State && !(before.IsOpen && after.IsOpen));
    }

    private Task<Versioned<WantedStudy>?> SaveAsync(
        string rcpId,
        string studyUid,
        Repatriation repatriation,
        Versioned<WantedStudy>? read,
        CancellationToken cancellationToken
    ) =>
        studies.ChangeAsync(
            rcpId,
            studyUid,
            current => current with { Repatriation = repatriation },
            cancellationToken,
            read
        );

    /// <summary>
    /// Where Krypton does not answer, the order stands and is taken back later, up to a day after the RCP. One that was
    /// never answered is sent once more with its key, which gives the one that exists: the only way to learn its id.
    /// Wanted again meanwhile, it goes on as after any order.
    /// </summary>
    private async Task<(Repatriation After, bool TakenBack)> TakeBackAsync(
        Rcp rcp,
        WantedStudy study,
        Repatriation closed,
        RcpContext at,
        CancellationToken cancellationToken
    )
    {
        var order = study.Repatriation;
        if (order.Unanswered)
        {
            order = rules.AfterOrder(order, at, await orders.PlaceAsync(rcp, study, order.Attempt, cancellationToken));
        }

        var takenBack = order.TaskId is { } taskId && await orders.TakeBackAsync(taskId, cancellationToken);
        var refused = order is { TaskId: null, Unanswered: false };
        return takenBack || refused || at.Now >= rcp.EndsAt
            ? (closed with { TaskId = order.TaskId, Orders = order.Orders }, takenBack)
            : (rules.NotTakenBack(order, at), false);
    }
}

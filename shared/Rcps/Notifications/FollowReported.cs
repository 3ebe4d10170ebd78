using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Steps;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Notifications;

/// <summary>
/// Looks at the study that a queued notification is about. Where the look only begins or goes on with waiting, it is
/// remembered and the study's orchestration sleeps on: its next look comes by itself, soon enough for the second check.
/// Whatever is to be decided is left to the orchestration, which is rung.
/// </summary>
public sealed class FollowReported(
    RcpStore rcps,
    StudyStore studies,
    StudyObserver observer,
    RepatriationSchedule schedule,
    TimeProvider time
)
{
    private readonly RepatriationRules rules = new(schedule);

    /// <summary>
    /// Null for a Task that is not (yet) known: it may have overtaken the row of its own order.
    /// </summary>
    public async Task<ReportedStudy?> FollowAsync(ReportedTask task, CancellationToken cancellationToken)
    {
        if (
            !OrderKey.TryParse(task.Key, out var key)
            || await studies.FindAsync(key.RcpId, key.StudyUid, cancellationToken) is not { } found
        )
        {
            return null;
        }

        return new ReportedStudy(key, MustRing: !await WaitsOnAsync(key.RcpId, found, cancellationToken));
    }

    /// <summary>True where nothing but waiting follows, and that is remembered.</summary>
    private async Task<bool> WaitsOnAsync(
        string rcpId,
        Versioned<WantedStudy> found,
        CancellationToken cancellationToken
    )
    {
        var (study, before) = (found.Value, found.Value.Repatriation);
        if (
            !RepatriationRules.IsUnderWay(before)
            || await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp }
        )
        {
            return false;
        }

        var at = new RcpContext(time.GetUtcNow(), rcp.StartsAt, study.WantedBy.Count > 0, rcp.Cancelled);
        if (rules.WithoutLooking(before, at) is not null)
        {
            return false;
        }

        CurrentCall.Begin(InstanceIds.Study(rcpId, study.StudyUid), study.By.ToCaller());
        var decision = rules.Decide(before, at, await observer.ObserveAsync(rcpId, study, cancellationToken));
        if (!rules.WaitsOn(before, decision, at))
        {
            return false;
        }

        // The orchestration looks when it would have, whatever came before.
        var after = decision.Repatriation with
        {
            NextAt = before.NextAt,
        };
        return after == before || await studies.TryRememberAsync(rcpId, found, after, cancellationToken);
    }
}

/// <summary>The study of a notification.</summary>
/// <param name="Key">Of the order.</param>
/// <param name="MustRing">Its orchestration has something to do before its next look.</param>
public sealed record ReportedStudy(OrderKey Key, bool MustRing);

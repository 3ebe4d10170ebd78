using System.Globalization;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>
/// The traces of a study's way: order placed, taken back, ended. The key of the step makes a repeated step write the
/// same row.
/// </summary>
public sealed class RepatriationTraces(TraceWriter writer, TimeProvider time)
{
    /// <summary>Traces what one step has changed.</summary>
    /// <param name="rcpId">The RCP.</param>
    /// <param name="study">As it was read.</param>
    /// <param name="before">How far it was.</param>
    /// <param name="after">How far it is. A Task that was not known before is an order placed, also one whose answer
    /// was lost and which is taken back at once.</param>
    /// <param name="takenBack">Krypton has answered that the order no longer runs.</param>
    /// <param name="cancellationToken">Of the step.</param>
    /// <exception cref="TraceUnavailableException">A trace could not be written.</exception>
    public async Task WriteAsync(
        string rcpId,
        WantedStudy study,
        Repatriation before,
        Repatriation after,
        bool takenBack,
        CancellationToken cancellationToken
    )
    {
        if (after.TaskId is not null && after.TaskId != before.TaskId)
        {
            await WriteAsync(
                rcpId,
                study,
                TraceAction.OrderPlaced,
                TraceOutcome.Succeeded,
                $"order-{after.Attempt}",
                after,
                cancellationToken
            );
        }

        if (takenBack)
        {
            await WriteAsync(
                rcpId,
                study,
                TraceAction.OrderCancelled,
                TraceOutcome.Succeeded,
                $"cancelled-{after.Attempt}",
                after,
                cancellationToken
            );
        }

        if (after.State != before.State && !after.IsOpen)
        {
            var outcome =
                after.IsOnline || after.State == RepatriationState.Cancelled
                    ? TraceOutcome.Succeeded
                    : TraceOutcome.Failed;
            await WriteAsync(
                rcpId,
                study,
                TraceAction.RepatriationEnded,
                outcome,
                $"ended-{before.Attempt}-{after.State}",
                after,
                cancellationToken,
                after.IsOnline ? before.OrderedAt : null
            );
        }
    }

    private async Task WriteAsync(
        string rcpId,
        WantedStudy study,
        TraceAction action,
        TraceOutcome outcome,
        string step,
        Repatriation state,
        CancellationToken cancellationToken,
        DateTimeOffset? orderedAt = null
    )
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [TraceFacts.State] = state.State.ToString(),
            ["reason"] = state.Reason.ToString(),
            ["attempt"] = state.Attempt.ToString(),
        };
        if (study.Finess is { } finess)
        {
            facts[TraceFacts.Site] = finess;
        }

        if (orderedAt is { } since)
        {
            var seconds = (long)(time.GetUtcNow() - since).TotalSeconds;
            facts[TraceFacts.Seconds] = Math.Max(0, seconds).ToString(CultureInfo.InvariantCulture);
        }

        var entry = TraceEntry.By(
            study.By.ToCaller(),
            action,
            new CareContext(rcpId, study.WantedBy is [var only] ? only : null)
        ) with
        {
            Outcome = outcome,
            Patient = study.PatientId,
            StudyUids = [study.StudyUid],
            StepKey = $"{InstanceIds.Study(rcpId, study.StudyUid)}/{step}",
            Detail = facts,
        };
        if (await writer.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed)
        {
            throw new TraceUnavailableException();
        }
    }
}

/// <summary>The trace of a step could not be written; the step is repeated later.</summary>
public sealed class TraceUnavailableException() : Exception("The step could not be traced.");

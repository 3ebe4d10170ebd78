using Krypton.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Krypton.Functions.Rcps;

/// <summary>
/// The way to the central server of the studies that came in by one pré-fiche, however many others want them too: ordered, followed, verified, looked at again before
/// the meeting. They take their steps together; one that takes long goes on by itself.
/// </summary>
public static class StudiesRepatriation
{
    private const int TurnsPerGeneration = 50;

    [Function(nameof(StudiesRepatriation))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = context.GetInput<PreFicheReference>()!;
        var doorbell = new Doorbell(context, Events.RepatriationReported, Events.AttachmentChanged, Events.RcpChanged, Events.RcpCancelled);
        var apart = new StudiesApart(context, first.RcpId);
        var turn = new StudiesTurn(first.RcpId, first.PreFicheId, Everything: true, [], []);
        for (var count = 0; count < TurnsPerGeneration; count++)
        {
            var step = await context.CallActivityAsync<StudiesStep>(nameof(StudyActivities.AdvanceRepatriations), turn, StepRetries.OfStorage);
            apart.Begin(step.Slow);
            if (step.Over && !apart.Any && !doorbell.HasRung)
            {
                return;
            }

            // The first of: Krypton's report, a change of the meeting, the next poll, retry, re-check or the deadline, the end of a step apart.
            var due = step.NextAt is null && !step.Over ? Now(context) : step.NextAt;
            var rung = await doorbell.RingsBeforeAsync(apart.Earlier(due), others: apart.Steps);
            var changed = rung.Contains(Events.RcpChanged) || rung.Contains(Events.RcpCancelled);
            turn = turn with { Everything = changed, Reported = doorbell.Said, Apart = apart.Remaining() };
        }

        await apart.EndAsync();
        context.ContinueAsNew(first);
    }

    private static DateTimeOffset Now(TaskOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);
}

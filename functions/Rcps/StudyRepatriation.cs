using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// One study's way to the central server for one RCP, however many pré-fiches want it: ordered, followed, verified,
/// looked at again before the RCP.
/// </summary>
public static class StudyRepatriation
{
    private const int TurnsPerGeneration = 50;

    [Function(nameof(StudyRepatriation))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var study = context.GetInput<StudyReference>()!;
        var events = new ExternalEventWaiter(
            context,
            Events.RepatriationReported,
            Events.AttachmentChanged,
            Events.RcpChanged,
            Events.RcpCancelled
        );
        for (var turn = 0; turn < TurnsPerGeneration; turn++)
        {
            var step = await context.CallActivityAsync<StudyStep>(
                nameof(StudyActivities.AdvanceRepatriation),
                study,
                StepRetries.OfStorage
            );
            if (step.Next == NextStep.End)
            {
                return;
            }

            // The first of: Krypton's report, a change of the RCP, the next poll, retry, re-check or the deadline.
            await events.WaitForAnyAsync(step.NextAt);
        }

        context.ContinueAsNew(study);
    }
}

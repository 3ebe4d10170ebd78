using KryptonFunctions.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// One pré-fiche: finds the candidates, waits for the user's choice, then brings what the rules of the RCP ask for.
/// Lives until the RCP begins.
/// </summary>
public static class PreFichePrefetch
{
    private const int TurnsPerGeneration = 50;

    [Function(nameof(PreFichePrefetch))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var preFiche = context.GetInput<PreFicheReference>()!;
        var events = new ExternalEventWaiter(context, Events.IdentityChosen, Events.RcpChanged, Events.RcpCancelled);
        var step = await ReadAsync(context, preFiche);
        for (var turn = 0; turn < TurnsPerGeneration; turn++)
        {
            switch (step.Next)
            {
                case PreFicheNext.End:
                    return;
                case PreFicheNext.Search:
                    step = await context.CallActivityAsync<PreFicheStep>(
                        nameof(PreFicheActivities.SearchIdentity),
                        preFiche,
                        StepRetries.OfStorage
                    );
                    break;
                case PreFicheNext.ApplyPrefetchRules:
                    await ApplyRulesAsync(context, preFiche);
                    step = await ReadAsync(context, preFiche);
                    break;
                case PreFicheNext.Wait:
                    await events.WaitForAnyAsync(step.LookAgainAt);
                    step = await ReadAsync(context, preFiche);
                    break;
            }
        }

        context.ContinueAsNew(preFiche);
    }

    private static Task<PreFicheStep> ReadAsync(TaskOrchestrationContext context, PreFicheReference preFiche) =>
        context.CallActivityAsync<PreFicheStep>(
            nameof(PreFicheActivities.ReadPreFiche),
            preFiche,
            StepRetries.OfStorage
        );

    /// <summary>
    /// The studies of the chosen identity that a rule says to order; what it only proposes is shown to the user.
    /// </summary>
    private static async Task ApplyRulesAsync(TaskOrchestrationContext context, PreFicheReference preFiche)
    {
        var studies = await context.CallActivityAsync<IReadOnlyList<string>>(
            nameof(PreFicheActivities.ApplyPrefetchRules),
            preFiche,
            StepRetries.OfStorage
        );
        await Task.WhenAll(
            studies.Select(uid =>
                context.CallActivityAsync(
                    nameof(StudyActivities.EnsureRepatriation),
                    new StudyReference(preFiche.RcpId, uid),
                    StepRetries.OfStorage
                )
            )
        );
    }
}

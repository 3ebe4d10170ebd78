using Krypton.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Krypton.Functions.Rcps;

/// <summary>One pré-fiche: finds the candidates, waits for the user's choice, then brings what the rules of the RCP ask for. Lives until the meeting begins.</summary>
public static class PreFichePrefetch
{
    private const int TurnsPerGeneration = 50;

    [Function(nameof(PreFichePrefetch))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var preFiche = context.GetInput<PreFicheReference>()!;
        var doorbell = new Doorbell(context, Events.IdentityChosen, Events.RcpChanged, Events.RcpCancelled);
        for (var turn = 0; turn < TurnsPerGeneration; turn++)
        {
            var due = await context.CallActivityAsync<PreFicheStep>(nameof(PreFicheActivities.ReadPreFiche), preFiche, StepRetries.OfStorage);
            switch (due.Next)
            {
                case PreFicheNext.End:
                    return;
                case PreFicheNext.Search:
                    await SearchAsync(context, preFiche);
                    break;
                case PreFicheNext.ListStudies:
                    await FetchByRuleAsync(context, preFiche);
                    break;
                case PreFicheNext.Wait:
                    await doorbell.RingsBeforeAsync(due.LookAgainAt);
                    break;
            }
        }

        context.ContinueAsNew(preFiche);
    }

    /// <summary>Waves of queries, each wave at once; after each the ranking says whether another is worth it, and which queries it has.</summary>
    private static async Task SearchAsync(TaskOrchestrationContext context, PreFicheReference preFiche)
    {
        var wave = await context.CallActivityAsync<IReadOnlyList<string>>(nameof(PreFicheActivities.PlanIdentitySearch), preFiche, StepRetries.OfStorage);
        while (wave.Count > 0)
        {
            await Task.WhenAll(wave.Select(query =>
                context.CallActivityAsync(nameof(PreFicheActivities.SearchVariant), new SearchVariantInput(preFiche.RcpId, preFiche.PreFicheId, query), StepRetries.OfStorage)));
            wave = await context.CallActivityAsync<IReadOnlyList<string>>(nameof(PreFicheActivities.RankCandidates), preFiche, StepRetries.OfStorage);
        }
    }

    /// <summary>The studies of the chosen identity that a rule says to order; what it only proposes is shown to the user.</summary>
    private static async Task FetchByRuleAsync(TaskOrchestrationContext context, PreFicheReference preFiche)
    {
        var studies = await context.CallActivityAsync<IReadOnlyList<string>>(nameof(PreFicheActivities.ListStudies), preFiche, StepRetries.OfStorage);
        await Task.WhenAll(studies.Select(uid =>
            context.CallActivityAsync(nameof(StudyActivities.EnsureRepatriation), new StudyReference(preFiche.RcpId, uid), StepRetries.OfStorage)));
    }
}

/// <summary>Input of <see cref="PreFicheActivities.SearchVariant"/>.</summary>
public sealed record SearchVariantInput(string RcpId, string PreFicheId, string QueryId);

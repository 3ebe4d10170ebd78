using KryptonFunctions.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// A meeting, from its announcement until a day after it: starts the pré-fiches, a few at a time, tells everyone of
/// changes, keeps the counts.
/// </summary>
public static class RcpPrefetch
{
    /// <summary>Turns until it continues as new, so that its history stays short.</summary>
    private const int TurnsPerGeneration = 50;

    /// <summary>Between the word that a study has settled and the count: many settle at the same time.</summary>
    internal static readonly TimeSpan Gathering = TimeSpan.FromSeconds(5);

    [Function(nameof(RcpPrefetch))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var rcp = context.GetInput<RcpReference>()!;
        var events = new ExternalEventWaiter(
            context,
            Events.RcpChanged,
            Events.RcpCancelled,
            Events.PreFicheSearched,
            Events.RepatriationChanged
        );
        if (!rcp.IsResumed)
        {
            // Begun again after a cancellation or a loss: what went on without it is told to look, what ended is
            // started again.
            await context.CallActivityAsync(nameof(RcpActivities.NotifyRcpInstances), rcp, StepRetries.OfStorage);
        }

        var countAt = rcp.CountAt;
        for (var turn = 0; turn < TurnsPerGeneration; turn++)
        {
            var round = await context.CallActivityAsync<RcpTurn>(
                nameof(RcpActivities.StartPreFiches),
                rcp,
                StepRetries.OfStorage
            );
            context.SetCustomStatus(round.Counts);
            if (round.HasPendingNotification)
            {
                // The ring of a change is lost, or still to come; it may not come before this ends.
                await context.CallActivityAsync(nameof(RcpActivities.NotifyRcpInstances), rcp, StepRetries.OfStorage);
            }

            if (round.Over)
            {
                return;
            }

            var raised = await events.WaitForAnyAsync(Earlier(round.LookAgainAt, countAt));
            countAt = CountAt(context, raised, countAt);
            if (raised is [Events.RepatriationChanged])
            {
                // A look at all the tables for each study that settles would cost the square of their number.
                raised = await events.WaitForAnyAsync(countAt, muted: Events.RepatriationChanged);
                countAt = CountAt(context, raised, countAt);
            }

            if (raised.Contains(Events.RcpChanged) || raised.Contains(Events.RcpCancelled))
            {
                await context.CallActivityAsync(nameof(RcpActivities.NotifyRcpInstances), rcp, StepRetries.OfStorage);
            }
        }

        context.ContinueAsNew(rcp with { IsResumed = true, CountAt = countAt });
    }

    /// <summary>
    /// When the next count is owed: whoever told of a settled study does not tell of those shortly after, whatever else
    /// rings meanwhile.
    /// </summary>
    private static DateTimeOffset? CountAt(
        TaskOrchestrationContext context,
        IReadOnlyList<string> rung,
        DateTimeOffset? owed
    )
    {
        var now = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero);
        if (rung.Contains(Events.RepatriationChanged))
        {
            return now + Gathering;
        }

        return owed > now ? owed : null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}

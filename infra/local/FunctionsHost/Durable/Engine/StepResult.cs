using FunctionsHost.Durable.History;
using FunctionsHost.Durable.Replay;
using FunctionsHost.Durable.Storage;
using Microsoft.DurableTask.Client;

namespace FunctionsHost.Durable.Engine;

/// <summary>What a run of the orchestrator changes, and what it asks to be done.</summary>
internal sealed record StepResult(Change Change, IReadOnlyList<ScheduledAction> Actions, IReadOnlyList<int> Cancelled)
{
    public static async Task<StepResult> RunAsync(LiveInstance live, DurableEngine engine)
    {
        InstanceHistory history = live.History;

        // A new generation first runs with nothing but its start; events that it inherited come after, as on the genuine host.
        int taken = history.Waiting[0] is Started ? 1 : history.Waiting.Count;
        StepOutcome outcome = await engine.RunAsync(live, taken, ClockOf(history, engine));
        List<Arrival> untaken = [.. history.Waiting.Skip(taken)];
        history.Append([outcome.Step]);
        return new StepResult(ChangeOf(live, outcome, untaken), outcome.Step.Actions, outcome.Step.Cancelled);
    }

    /// <summary>The orchestrator's clock always advances, also where the host's stands still.</summary>
    private static DateTime ClockOf(InstanceHistory history, DurableEngine engine)
    {
        DateTime now = engine.Now.UtcDateTime;
        return history.Steps.Count > 0 && history.Steps[^1].Step.At >= now ? history.Steps[^1].Step.At.AddTicks(1) : now;
    }

    private static Change ChangeOf(LiveInstance live, StepOutcome outcome, List<Arrival> untaken)
    {
        InstanceHeader header = live.Header with
        {
            Status = OrchestrationRuntimeStatus.Running,
            CustomStatus = outcome.CustomStatus ?? Inherited(live, outcome) ?? "null",
            Outbox = [.. live.Header.Outbox, .. outcome.Step.Actions.OfType<EventSent>().Select(e => Outgoing(live.Header, e))],
        };
        return outcome.Completion switch
        {
            Completion.Completed done => new Change(header with { Status = OrchestrationRuntimeStatus.Completed }, [outcome.Step], done.Output),
            Completion.Failed failed => new Change(
                header with { Status = OrchestrationRuntimeStatus.Failed, Failure = failed.Failure }, [outcome.Step], failed.Output),
            Completion.Continued next => new Change(
                header with { Execution = Guid.NewGuid().ToString("N") },
                [new Started(), .. next.Kept, .. next.KeepsEvents ? untaken.OfType<EventRaised>() : []],
                Begins: new NewExecution(next.Input, Replaces: true)),
            _ => new Change(header, [outcome.Step]),
        };
    }

    /// <summary>What the generation before had set is shown until this one has had its second step.</summary>
    private static string? Inherited(LiveInstance live, StepOutcome outcome) =>
        outcome.Completion is Completion.Failed or Completion.Continued || live.History.Steps.Count == 1 ? live.Header.CustomStatus : null;

    private static OutgoingEvent Outgoing(InstanceHeader from, EventSent sent) =>
        new($"{from.Id}/{from.Execution}/{sent.Id}", sent.InstanceId, sent.Name, sent.Payload);
}

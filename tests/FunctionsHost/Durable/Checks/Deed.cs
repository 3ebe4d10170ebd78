using DurableTask.Core.Command;
using DurableTask.Core.History;
using FunctionsHost.Durable.Activities;

namespace FunctionsHost.Durable.Checks;

/// <summary>Something that an orchestrator asked for: as an action of a run, or as an event of its history.</summary>
internal sealed record Deed(int Id, string Text)
{
    public static Deed? Of(HistoryEvent what) =>
        what switch
        {
            TaskScheduledEvent e => Activity(e.EventId, e.Name, e.Input),
            SubOrchestrationInstanceCreatedEvent e => Child(e.EventId, e.Name, e.InstanceId, e.Input),
            TimerCreatedEvent e => Timer(e.EventId, e.FireAt),
            EventSentEvent e => Sent(e.EventId, e.InstanceId, e.Name, e.Input),
            _ => null,
        };

    public static Deed? Of(OrchestratorAction action) =>
        action switch
        {
            ScheduleTaskOrchestratorAction a => Activity(a.Id, a.Name, a.Input),
            CreateSubOrchestrationAction a => Child(a.Id, a.Name, a.InstanceId, a.Input),
            CreateTimerOrchestratorAction a => Timer(a.Id, a.FireAt),
            SendEventOrchestratorAction a => Sent(a.Id, a.Instance?.InstanceId, a.EventName, a.EventData),
            _ => null,
        };

    private static Deed Activity(int id, string? name, string? input) =>
        new(id, $"activity {name}({ActivityInput.Of(input)})");

    private static Deed Child(int id, string? name, string? instance, string? input) =>
        new(id, $"sub-orchestration {name}({input}) with id {instance}");

    private static Deed Timer(int id, DateTime at) => new(id, $"timer until {at:O}");

    private static Deed Sent(int id, string? to, string? name, string? payload) =>
        new(id, $"event {name}({payload}) to {to}");
}

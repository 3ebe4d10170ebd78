using DurableTask.Core.History;

namespace FunctionsHost.Durable.Hub;

/// <summary>How much of a history is payload: that is what makes it large.</summary>
internal static class PayloadSize
{
    public static long Of(HistoryEvent what) => TextOf(what)?.Length ?? 0;

    private static string? TextOf(HistoryEvent what) =>
        what switch
        {
            ExecutionStartedEvent e => e.Input,
            TaskScheduledEvent e => e.Input,
            TaskCompletedEvent e => e.Result,
            SubOrchestrationInstanceCreatedEvent e => e.Input,
            SubOrchestrationInstanceCompletedEvent e => e.Result,
            EventRaisedEvent e => e.Input,
            EventSentEvent e => e.Input,
            _ => null,
        };
}

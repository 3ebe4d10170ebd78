using DurableTask.Core;
using DurableTask.Core.History;
using FunctionsHost.Durable.Hub;

namespace FunctionsHost.Durable;

/// <summary>DurableTask.Core takes the system's time for a step; this sets the host's, which a test may move.</summary>
internal sealed class StepClock(TimeProvider clock)
{
    private long lastTick;

    public void Set(OrchestrationRuntimeState state, HubWorkItem item)
    {
        var started = state.ExecutionStartedEvent!;
        var isNewGeneration = state.NewEvents.Contains(started) && !item.NewMessages.Any(m => m.Event == started);
        var now = isNewGeneration ? Tick() : clock.GetUtcNow().UtcDateTime;
        if (!isNewGeneration && now < started.Timestamp)
        {
            now = started.Timestamp;
        }

        foreach (var begun in state.NewEvents.Where(e => e is OrchestratorStartedEvent or ExecutionStartedEvent))
        {
            begun.Timestamp = now;
        }
    }

    /// <summary>
    /// NewGuid() is made of instance and time: generations that follow each other at one time need each its own.
    /// </summary>
    private DateTime Tick()
    {
        while (true)
        {
            var last = Interlocked.Read(ref lastTick);
            var next = Math.Max(clock.GetUtcNow().Ticks, last) + 1;
            if (Interlocked.CompareExchange(ref lastTick, next, last) == last)
            {
                return new DateTime(next, DateTimeKind.Utc);
            }
        }
    }
}

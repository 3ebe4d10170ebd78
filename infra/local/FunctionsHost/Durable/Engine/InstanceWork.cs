using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Engine;

/// <summary>Sets going what the orchestrator of one instance asked for, once that is durable.</summary>
internal sealed class InstanceWork(string id, DurableEngine engine)
{
    private const int Start = -1;

    private readonly Dictionary<int, DueTimer> timers = [];

    /// <summary>Only what is still open; after a restart that is what the host before may not have done.</summary>
    public void Send(IEnumerable<ScheduledAction> actions, LiveInstance from)
    {
        engine.Activities.BeginStep(from.Header);
        foreach (ScheduledAction action in actions.Where(a => !from.Header.HasEnded && from.History.Open.ContainsKey(a.Id)).OrderBy(a => a.Id).ToList())
        {
            switch (action)
            {
                case ActivityScheduled activity:
                    engine.Activities.Post(from.Header, activity);
                    break;
                case ChildScheduled child when IsLatest(child, from):
                    engine.Tell(child.InstanceId, new StartInstance(from.HeaderOf(child, engine.Now), child.Input));
                    break;
                case TimerScheduled timer:
                    var due = new Arrive(from.Header.Execution, new TimerFired(timer.Id));
                    Arm(timer.Id, new DateTimeOffset(timer.FireAt, TimeSpan.Zero), due);
                    break;
                default:
                    break;
            }
        }

        engine.Activities.EndStep(from.Header);
    }

    public void WakeAt(DateTimeOffset at) => Arm(Start, at, new Wake());

    public void Stop(IEnumerable<int> ids)
    {
        foreach (int timer in ids)
        {
            if (timers.Remove(timer, out DueTimer? found))
            {
                found.Dispose();
            }
        }
    }

    public void StopAll() => Stop([.. timers.Keys]);

    /// <summary>Of two open sub-orchestrations with one id the later has replaced the earlier, which is not started again.</summary>
    private static bool IsLatest(ChildScheduled child, LiveInstance from) =>
        !from.History.Open.Values.OfType<ChildScheduled>().Any(c => c.InstanceId == child.InstanceId && c.Id > child.Id);

    private void Arm(int key, DateTimeOffset at, Message due)
    {
        Stop([key]);
        timers[key] = new DueTimer(engine.Time, at, () => engine.Tell(id, due), engine.Stopped);
    }
}

namespace FunctionsHost.Durable.History;

/// <summary>The history of one execution in memory: read once, appended to after.</summary>
internal sealed class InstanceHistory
{
    private readonly List<PastStep> steps = [];
    private readonly List<Arrival> waiting = [];
    private readonly Dictionary<int, ScheduledAction> open = [];
    private readonly HashSet<string> sources = [];

    public IReadOnlyList<PastStep> Steps => steps;

    /// <summary>Arrived, and not yet seen by the orchestrator.</summary>
    public IReadOnlyList<Arrival> Waiting => waiting;

    /// <summary>Scheduled activities, sub-orchestrations and timers whose end has not arrived.</summary>
    public IReadOnlyDictionary<int, ScheduledAction> Open => open;

    /// <summary>Characters of its JSON so far.</summary>
    public long Size { get; private set; }

    public int Events { get; private set; }

    public bool Knows(string source) => sources.Contains(source);

    public void Grow(int size) => Size += size;

    public void Append(IEnumerable<Entry> entries)
    {
        foreach (Entry entry in entries)
        {
            Events++;
            if (entry is Step step)
            {
                Append(step);
            }
            else
            {
                Append((Arrival)entry);
            }
        }
    }

    private void Append(Step step)
    {
        steps.Add(new PastStep(step, waiting[..step.Taken]));
        waiting.RemoveRange(0, step.Taken);
        Events += step.Actions.Count;
        foreach (ScheduledAction action in step.Actions.Where(a => a is not EventSent))
        {
            open[action.Id] = action;
        }

        foreach (int id in step.Cancelled)
        {
            open.Remove(id);
        }
    }

    private void Append(Arrival arrival)
    {
        waiting.Add(arrival);
        switch (arrival)
        {
            case WorkDone done:
                open.Remove(done.Id);
                break;
            case WorkFailed failed:
                open.Remove(failed.Id);
                break;
            case TimerFired fired:
                open.Remove(fired.Id);
                break;
            case EventRaised { Source: { } source }:
                sources.Add(source);
                break;
            default:
                break;
        }
    }
}

/// <summary>A step with the arrivals that it took.</summary>
internal sealed record PastStep(Step Step, IReadOnlyList<Arrival> Arrivals);

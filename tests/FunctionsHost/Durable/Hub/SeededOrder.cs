using DurableTask.Core;
using DurableTask.Core.History;

namespace FunctionsHost.Durable.Hub;

/// <summary>
/// Gives the results of parallel activities in an order that depends on the seed only: all that run are waited for,
/// then one of them is picked, and the orchestrator has its step before the next.
/// </summary>
internal sealed class SeededOrder(int seed)
{
    private readonly Dictionary<string, Line> lines = [];

    /// <summary>While a step runs nothing is picked: of its activities a quick one would be alone, and first.</summary>
    public void Hold(string execution) => LineOf(execution).Held = true;

    public void Begin(string execution) => LineOf(execution).Running++;

    public TaskMessage? End(string execution, TaskMessage result)
    {
        var line = LineOf(execution);
        line.Running--;
        line.Done.Add(IdOf(result.Event), result);
        return Pick(line);
    }

    public TaskMessage? Release(string execution)
    {
        var line = LineOf(execution);
        line.Held = false;
        return Pick(line);
    }

    private static int IdOf(HistoryEvent result) =>
        result is TaskCompletedEvent done ? done.TaskScheduledId : ((TaskFailedEvent)result).TaskScheduledId;

    private static TaskMessage? Pick(Line line)
    {
        if (line.Held || line.Running > 0 || line.Done.Count == 0)
        {
            return null;
        }

        var picked = line.Done.Keys[line.Random.Next(line.Done.Count)];
        line.Done.Remove(picked, out var result);
        return result;
    }

    private Line LineOf(string execution) =>
        lines.TryGetValue(execution, out var line) ? line : lines[execution] = new Line(new Random(seed));

    private sealed class Line(Random random)
    {
        public Random Random { get; } = random;

        public bool Held { get; set; }

        public int Running { get; set; }

        public SortedList<int, TaskMessage> Done { get; } = [];
    }
}

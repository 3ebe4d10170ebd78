using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Engine;

/// <summary>
/// Gives the results of parallel activities in an order that depends on the seed only: all that run are waited for,
/// then one of them is picked, and the orchestrator has its step before the next.
/// </summary>
internal sealed class SeededOrder(int seed)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = [];

    /// <summary>Nothing is picked while a step's activities are being posted: a quick one would be alone, and picked first.</summary>
    public void Hold(string execution)
    {
        lock (gate)
        {
            LineOf(execution).Held = true;
        }
    }

    public void Begin(string execution)
    {
        lock (gate)
        {
            LineOf(execution).Running++;
        }
    }

    /// <summary>
    /// After a storage failure what is open is posted again. The second result of an activity is dropped: the first stands in line, or was given and is
    /// kept by its receiver until it is written. Given twice it would be refused there, and nobody would ask for the next.
    /// </summary>
    public Arrival? End(string execution, Arrival arrival)
    {
        lock (gate)
        {
            Line line = LineOf(execution);
            line.Running--;
            if (!line.Given.Contains(IdOf(arrival)))
            {
                line.Done.TryAdd(IdOf(arrival), arrival);
            }

            return Pick(line);
        }
    }

    public Arrival? Release(string execution)
    {
        lock (gate)
        {
            Line line = LineOf(execution);
            line.Held = false;
            return Pick(line);
        }
    }

    private static int IdOf(Arrival arrival) => arrival is WorkDone done ? done.Id : ((WorkFailed)arrival).Id;

    private static Arrival? Pick(Line line)
    {
        if (line.Held || line.Running > 0 || line.Done.Count == 0)
        {
            return null;
        }

        int picked = line.Done.Keys[line.Random.Next(line.Done.Count)];
        line.Done.Remove(picked, out Arrival? arrival);
        line.Given.Add(picked);
        return arrival;
    }

    private Line LineOf(string execution) => lines.TryGetValue(execution, out Line? line) ? line : lines[execution] = new Line(new Random(seed));

    private sealed class Line(Random random)
    {
        public Random Random { get; } = random;

        public bool Held { get; set; }

        public int Running { get; set; }

        public SortedList<int, Arrival> Done { get; } = [];

        public HashSet<int> Given { get; } = [];
    }
}

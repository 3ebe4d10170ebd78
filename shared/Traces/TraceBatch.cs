using Azure;

namespace KryptonFunctions.Traces;

/// <summary>Traces of one partition on their way into its chain.</summary>
internal sealed class TraceBatch(string partition, IReadOnlyList<Trace> traces)
{
    private readonly Dictionary<string, WrittenTrace> before = new(StringComparer.Ordinal);
    private readonly HashSet<TraceRow> announced = [];

    public string Partition { get; } = partition;

    /// <summary>What is not in the chain yet.</summary>
    public List<Trace> Pending { get; } = [.. traces.DistinctBy(StepDeduplication.ProofRow)];

    /// <summary>Markers of another's hand that stand in the way of pending traces.</summary>
    public Dictionary<string, ETag> Planted { get; } = new(StringComparer.Ordinal);

    /// <summary>Sets aside what is found to be written already, and notes planted markers.</summary>
    public async Task LookAsync(Func<Trace, Task<StepProof?>> findAsync)
    {
        Planted.Clear();
        foreach (var (trace, found) in Pending.Zip(await Task.WhenAll(Pending.Select(findAsync))))
        {
            switch (found)
            {
                case StepProof.Written written:
                    before[StepDeduplication.ProofRow(trace)] = written.Trace;
                    break;
                case StepProof.Planted marker:
                    Planted[StepDeduplication.ProofRow(trace)] = marker.Version;
                    break;
            }
        }

        Pending.RemoveAll(trace => before.ContainsKey(StepDeduplication.ProofRow(trace)));
    }

    /// <summary>Where traces stand or will stand, as far as this was not said before.</summary>
    public IReadOnlyList<TraceRow> NewPlaces() => [.. Places().Select(place => place.Row).Where(announced.Add)];

    /// <summary>For each trace, in order, where it stands once what is pending is written.</summary>
    public IReadOnlyList<WrittenTrace> Places()
    {
        // A step that comes twice in one batch is written under the first one's id.
        var own = Pending.ToDictionary(StepDeduplication.ProofRow, StringComparer.Ordinal);
        return [.. traces.Select(StepDeduplication.ProofRow).Select(Place)];

        WrittenTrace Place(string proof) =>
            before.TryGetValue(proof, out var place) ? place : WrittenTrace.Own(Partition, own[proof]);
    }
}

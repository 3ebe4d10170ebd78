using Azure;

namespace KryptonFunctions.Traces;

/// <summary>Traces of one partition on their way into its chain.</summary>
internal sealed class TraceBatch(string partition, IReadOnlyList<NewTrace> traces)
{
    private readonly Dictionary<string, WrittenTrace> before = new(StringComparer.Ordinal);
    private readonly HashSet<TraceRow> announced = [];

    public string Partition { get; } = partition;

    /// <summary>What is not in the chain yet.</summary>
    public List<Trace> Pending { get; } = [.. traces.Select(one => one.Trace).DistinctBy(StepDeduplication.ProofRow)];

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
    public IReadOnlyList<AnnouncedTrace> NewPlaces() =>
        [
            .. Places()
                .Zip(traces, (place, one) => new AnnouncedTrace(place.Row, one.Traceparent))
                .Where(place => announced.Add(place.Row)),
        ];

    /// <summary>For each trace, in order, where it stands once what is pending is written.</summary>
    public IReadOnlyList<WrittenTrace> Places()
    {
        // A step that comes twice in one batch is written under the first one's id.
        var own = Pending.ToDictionary(StepDeduplication.ProofRow, StringComparer.Ordinal);
        return [.. traces.Select(one => Place(StepDeduplication.ProofRow(one.Trace)))];

        WrittenTrace Place(string proof) =>
            before.TryGetValue(proof, out var place) ? place : WrittenTrace.Own(Partition, own[proof]);
    }
}

/// <summary>A trace that is to be written.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Traceparent">What is done by whoever hands it in, read from the call itself: the write may run in
/// another's. Null where nobody observes it.</param>
internal sealed record NewTrace(Trace Trace, string? Traceparent);

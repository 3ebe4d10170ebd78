namespace Runner.Observe;

/// <summary>A span that a process sent.</summary>
/// <param name="Service">Which process: <c>service.name</c>.</param>
/// <param name="Source">The name of its source.</param>
/// <param name="Name">What was done.</param>
/// <param name="TraceId">Hex, lower case.</param>
/// <param name="SpanId">Hex, lower case.</param>
/// <param name="ParentId">The same of its parent; empty where it has none.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="IsError">It failed.</param>
/// <param name="Tags">Its attributes, as texts.</param>
/// <param name="Links">The traces that it is linked with; hex, lower case.</param>
/// <param name="Text">All of it, events and links too, to be searched.</param>
public sealed record ReceivedSpan(
    string Service,
    string Source,
    string Name,
    string TraceId,
    string SpanId,
    string ParentId,
    TimeSpan Duration,
    bool IsError,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<string> Links,
    string Text
);

/// <summary>One value of a metric, for one combination of its tags; a later one follows it.</summary>
/// <param name="Name">Of the metric.</param>
/// <param name="Unit">Of its values.</param>
/// <param name="Count">How many values a histogram has; of a number: 1.</param>
/// <param name="Sum">The number, or the sum of a histogram's values.</param>
/// <param name="Tags">Its attributes, as texts.</param>
public sealed record ReceivedMetric(
    string Name,
    string Unit,
    long Count,
    double Sum,
    IReadOnlyDictionary<string, string> Tags
);

/// <summary>Who takes what comes. Each is called from the thread that a request came on.</summary>
public sealed record TelemetryTakers
{
    public Action<ReceivedSpan>? Span { get; init; }

    public Action<ReceivedMetric>? Metric { get; init; }

    /// <summary>A log line with its attributes.</summary>
    public Action<string>? Line { get; init; }
}

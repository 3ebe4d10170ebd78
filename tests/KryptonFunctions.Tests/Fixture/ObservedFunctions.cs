using System.Collections.Concurrent;
using Runner.Observe;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>What the functions and their host sent, as an operator's collector gets it.</summary>
public sealed class ObservedFunctions : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedSpan> spans = [];
    private readonly ConcurrentQueue<ReceivedMetric> metrics = [];
    private readonly ConcurrentQueue<string> lines = [];
    private TelemetryReceiver receiver = null!;

    private ObservedFunctions() { }

    public IReadOnlyCollection<ReceivedSpan> Spans => spans;

    public IReadOnlyCollection<ReceivedMetric> Metrics => metrics;

    /// <summary>Everything, as texts.</summary>
    public IEnumerable<string> Texts =>
        [
            .. spans.Select(span => span.Text),
            .. metrics.Select(metric => $"{metric.Name} {string.Join(' ', metric.Tags)}"),
            .. lines,
        ];

    /// <summary>Settings of the functions by which they send here, and soon.</summary>
    public Dictionary<string, string?> Settings =>
        new(receiver.Settings)
        {
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "500",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",

            // Trace lines go to Telemetry; twice would be slow.
            ["Logging:OpenTelemetry:LogLevel:Default"] = "Information",
        };

    public static async Task<ObservedFunctions> StartAsync()
    {
        var observed = new ObservedFunctions();
        observed.receiver = await TelemetryReceiver.StartAsync(
            new TelemetryTakers
            {
                Span = observed.spans.Enqueue,
                Metric = observed.metrics.Enqueue,
                Line = observed.lines.Enqueue,
            }
        );
        return observed;
    }

    public ValueTask DisposeAsync() => receiver.DisposeAsync();
}

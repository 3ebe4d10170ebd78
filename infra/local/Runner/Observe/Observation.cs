using System.Collections.Concurrent;
using System.Globalization;

namespace Runner.Observe;

/// <summary>Who sees the spans and metrics of the functions: a dashboard, else the console.</summary>
public sealed class Observation : IAsyncDisposable
{
    private readonly IAsyncDisposable part;

    private Observation(IAsyncDisposable part, Uri otlp, Uri? dashboard) =>
        (this.part, Otlp, Dashboard) = (part, otlp, dashboard);

    /// <summary>The dashboard's page; null where lines are printed instead.</summary>
    public Uri? Dashboard { get; }

    /// <summary>The settings by which the functions and their host send there.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Otlp.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "10000",
        };

    private Uri Otlp { get; }

    public static async Task<Observation> StartAsync(
        Action<string>? progress,
        Action<string> print,
        CancellationToken cancellationToken
    )
    {
        if (await Observe.Dashboard.TryStartAsync(progress, cancellationToken) is { } dashboard)
        {
            return new Observation(dashboard, dashboard.Otlp, dashboard.Address);
        }

        progress?.Invoke("The dashboard cannot be had here: spans and metrics are printed.");
        var printed = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var receiver = await TelemetryReceiver.StartAsync(
            new TelemetryTakers
            {
                Span = span => print(Line(span)),
                Metric = metric =>
                {
                    // Each value is sent again and again; it is news once.
                    if (Line(metric) is var line && printed.TryAdd(line, value: true))
                    {
                        print(line);
                    }
                },
            }
        );
        return new Observation(receiver, receiver.Address, dashboard: null);
    }

    public ValueTask DisposeAsync() => part.DisposeAsync();

    private static string Line(ReceivedSpan span) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"span {span.TraceId} {span.Duration.TotalMilliseconds, 8:0.0} ms {(span.IsError ? "failed " : "")}"
        ) + $"{span.Service}: {span.Name} {Tags(span.Tags)}";

    private static string Line(ReceivedMetric metric) =>
        string.Create(CultureInfo.InvariantCulture, $"metric {metric.Name} {metric.Sum:0.###} in {metric.Count} ")
        + Tags(metric.Tags);

    private static string Tags(IReadOnlyDictionary<string, string> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}

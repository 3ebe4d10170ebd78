using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Runner.Observe.Messages;

namespace Runner.Observe;

/// <summary>From the messages of the protocol to who takes what is in them.</summary>
internal sealed class TelemetryReader(TelemetryTakers takers)
{
    private const int Error = 2;
    private const long NanosecondsPerTick = 100;

    public void Read(ExportTraceServiceRequest request)
    {
        foreach (var resource in request.ResourceSpans)
        {
            var service = Tags(resource.Resource.Attributes).GetValueOrDefault("service.name", "");
            foreach (var scope in resource.ScopeSpans)
            {
                foreach (var span in scope.Spans)
                {
                    takers.Span?.Invoke(Read(service, scope.Scope.Name, span));
                }
            }
        }
    }

    public void Read(ExportMetricsServiceRequest request)
    {
        var metrics = request.ResourceMetrics.SelectMany(resource => resource.ScopeMetrics).SelectMany(s => s.Metrics);
        foreach (var metric in metrics.SelectMany(Read))
        {
            takers.Metric?.Invoke(metric);
        }
    }

    public void Read(ExportLogsServiceRequest request)
    {
        foreach (var scope in request.ResourceLogs.SelectMany(resource => resource.ScopeLogs))
        {
            foreach (var line in scope.LogRecords)
            {
                takers.Line?.Invoke($"{line.SeverityText} {scope.Scope.Name} {Text(line.Body)} {line.Attributes}");
            }
        }
    }

    private static ReceivedSpan Read(string service, string source, Span span) =>
        new(
            service,
            source,
            span.Name,
            Hex(span.TraceId),
            Hex(span.SpanId),
            Hex(span.ParentSpanId),
            TimeSpan.FromTicks((long)(span.EndTimeUnixNano - span.StartTimeUnixNano) / NanosecondsPerTick),
            span.Status?.Code == Error,
            Tags(span.Attributes),
            [.. span.Links.Select(link => Hex(link.TraceId))],
            $"{service} {source} {span}"
        );

    private static IEnumerable<ReceivedMetric> Read(Metric metric) =>
        metric.DataCase switch
        {
            Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => Read(metric, point)),
            Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point => Read(metric, point)),
            Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => new ReceivedMetric(
                metric.Name,
                metric.Unit,
                (long)point.Count,
                point.Sum,
                Tags(point.Attributes)
            )),
            _ => [],
        };

    private static ReceivedMetric Read(Metric metric, NumberDataPoint point) =>
        new(
            metric.Name,
            metric.Unit,
            1,
            point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble,
            Tags(point.Attributes)
        );

    private static Dictionary<string, string> Tags(RepeatedField<KeyValue> attributes)
    {
        // A name may come twice; the last one holds.
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            tags[attribute.Key] = Text(attribute.Value);
        }

        return tags;
    }

    private static string Text(AnyValue? value) =>
        value?.ValueCase switch
        {
            null or AnyValue.ValueOneofCase.None => "",
            AnyValue.ValueOneofCase.StringValue => value.StringValue,
            AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
            AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
            AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
            _ => string.Join(' ', value.ArrayValue.Values.Select(Text)),
        };

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}

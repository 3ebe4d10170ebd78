using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WorkerHost.Workers;

namespace WorkerHost;

/// <summary>
/// The host's spans, as the genuine host has them with <c>telemetryMode</c> OpenTelemetry: its requests, and what the
/// durable extension makes of orchestrations and activities. Sent by OTLP where the settings say where to.
/// </summary>
internal sealed class HostTelemetry : IDisposable
{
    private const int MaxStopMilliseconds = 1_000;
    private static readonly ActivitySource Source = new("WorkerHost");
    private readonly TracerProvider? spans;

    private HostTelemetry(TracerProvider? spans) => this.spans = spans;

    public static HostTelemetry Start(IConfiguration configuration) =>
        new(
            string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
                ? null
                : Sdk.CreateTracerProviderBuilder()
                    .ConfigureServices(services => services.AddSingleton(configuration))
                    .ConfigureResource(resource => resource.AddService("WorkerHost"))
                    .AddSource(Source.Name, "DurableTask.*", "WebJobs.Extensions.DurableTask")
                    .AddOtlpExporter()
                    .Build()
        );

    /// <summary>A request, in the trace of whoever sends it; its address stays out of it.</summary>
    public static Activity? StartRequest(HttpRequest request, WorkerFunction function)
    {
        // What is no traceparent begins a trace of its own.
        _ = ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, true, out var caller);
        return Source.StartActivity($"{request.Method} {function.Name}", ActivityKind.Server, caller);
    }

    /// <summary>What is not a request and not durable: a message or a timer.</summary>
    public static Activity? StartTrigger(WorkerFunction function) =>
        Activity.Current is null ? Source.StartActivity(function.Name, ActivityKind.Consumer) : null;

    public void Dispose()
    {
        spans?.Shutdown(MaxStopMilliseconds);
        spans?.Dispose();
    }
}

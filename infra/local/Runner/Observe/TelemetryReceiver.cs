using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Runner.Observe.Messages;

namespace Runner.Observe;

/// <summary>
/// Takes what the functions and their host send by OTLP (HTTP, protobuf), where no dashboard does, and in tests.
/// </summary>
public sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly WebApplication web;

    private TelemetryReceiver(WebApplication web) => this.web = web;

    /// <summary>What <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is to be.</summary>
    public Uri Address => new(web.Urls.Single());

    /// <summary>The settings by which a process sends to it.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };

    /// <summary>Starts on a free port of this machine.</summary>
    public static async Task<TelemetryReceiver> StartAsync(TelemetryTakers takers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var reader = new TelemetryReader(takers);
        Map(app, "/v1/traces", ExportTraceServiceRequest.Parser, reader.Read);
        Map(app, "/v1/metrics", ExportMetricsServiceRequest.Parser, reader.Read);
        Map(app, "/v1/logs", ExportLogsServiceRequest.Parser, reader.Read);
        await app.StartAsync();
        return new TelemetryReceiver(app);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private static void Map<T>(WebApplication app, string path, MessageParser<T> parser, Action<T> take)
        where T : IMessage<T> =>
        app.MapPost(
            path,
            async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
                take(parser.ParseFrom(body.ToArray()));

                // An answer without fields: everything was taken.
                return Results.Bytes([], "application/x-protobuf");
            }
        );
}

using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using KryptonFunctions.Observability;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace KryptonFunctions.Functions.Observability;

/// <summary>
/// Sends spans, metrics and log lines to Azure Monitor, to an OTLP collector, to both or, where neither is named, to
/// nobody. What instruments HTTP clients, the web server and the Azure clients by itself is left out on purpose: its
/// spans hold addresses, and with them handles of patients, tokens of links and keys of tables (decision 0099).
/// </summary>
public static class TelemetryRegistration
{
    /// <summary>As OpenTelemetry names it; everything <c>OTEL_…</c> beside it is read by its exporter.</summary>
    public const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>As Azure names it.</summary>
    public const string AzureSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>The durable client passes its trace on to an orchestration only where somebody listens to it.</summary>
    private const string DurableClientSource = "Microsoft.DurableTask";

    private const string AzureSignInSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var isForAzure = configuration[AzureSetting] is { Length: > 0 };
        var isForOtlp = configuration[OtlpSetting] is { Length: > 0 };
        if (!isForAzure && !isForOtlp)
        {
            return services;
        }

        var telemetry = services
            .AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithLogging(_ => { }, lines => lines.IncludeFormattedMessage = true)
            .WithTracing(spans =>
                spans.AddSource(KryptonActivities.SourceName, DurableClientSource).AddProcessor<SpanPrivacy>()
            )
            .WithMetrics(metrics => metrics.AddMeter(KryptonMetrics.MeterName));
        if (isForOtlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (isForAzure)
        {
            telemetry.UseAzureMonitorExporter(azure => SignIn(azure, configuration));
        }

        // The web server's lines hold the addresses that it was asked for.
        return services.AddLogging(logging =>
            logging
                .AddFilter<OpenTelemetryLoggerProvider>("Azure", LogLevel.Warning)
                .AddFilter<OpenTelemetryLoggerProvider>("Microsoft.AspNetCore", LogLevel.Warning)
        );
    }

    private static void SignIn(AzureMonitorExporterOptions azure, IConfiguration configuration)
    {
        // A stream of single requests, for whoever watches live: their addresses are in it.
        azure.EnableLiveMetrics = false;
        var parts = (configuration[AzureSignInSetting] ?? "").Split(';').Select(part => part.Split('=', 2)).ToList();
        if (parts.Any(part => part is ["Authorization", "AAD"]))
        {
            azure.Credential = parts.Find(part => part is ["ClientId", _]) is [_, var clientId]
                ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
                : new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
        }
    }
}

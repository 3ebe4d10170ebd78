using System.Net;
using KryptonFunctions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly.Telemetry;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Registers the typed clients of Krypton, each over the same chain: join keys, resilience, access token, connection.
/// </summary>
public static class KryptonRegistration
{
    private const string UserAgent = "KryptonFunctions/1";

    public static IServiceCollection AddKryptonClients(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KryptonOptions>().Bind(configuration.GetSection(KryptonOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KryptonOptions>, KryptonOptionsValidator>();
        services.AddSingleton<IValidateOptions<KryptonOptions>, KryptonAddressValidator>();
        services.TryAddSingleton(TimeProvider.System);

        // Each failed attempt would be a warning with a stack trace; what came of a call is a value, told by who asked.
        services.PostConfigure<TelemetryOptions>(telemetry => telemetry.LoggerFactory = NullLoggerFactory.Instance);
        services.AddSingleton(provider => KryptonResilience.Limiter(Options(provider)));
        services.AddSingleton<KryptonCircuits>();
        services.AddSingleton<ClientAssertion>().AddHostedService<EagerSingleton<ClientAssertion>>();
        services.AddTransient<OriginHandler>();
        services.AddTransient<KryptonTokenHandler>();

        // One instance: it holds the token.
        Connect(services.AddHttpClient(nameof(KryptonTokens)), provider => Options(provider).AttemptTimeoutSeconds)
            .AddHttpMessageHandler<OriginHandler>();
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<KryptonTokens>(
                provider,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(KryptonTokens))
            )
        );

        Guard(services.AddHttpClient<KryptonPatients>());
        Guard(services.AddHttpClient<KryptonStudies>());
        Guard(services.AddHttpClient<KryptonRepatriations>());
        Guard(services.AddHttpClient<KryptonOrganizations>());
        Guard(services.AddHttpClient<KryptonAudit>());
        return services;
    }

    private static void Guard(IHttpClientBuilder client)
    {
        // The pipeline's own total time-out ends the call; HttpClient's covers the reading of the body as well, a
        // second later.
        Connect(client, provider => Options(provider).TotalTimeoutSeconds + 1).AddHttpMessageHandler<OriginHandler>();
        client
            .AddResilienceHandler("krypton", KryptonResilience.Configure)
            .SelectPipelineBy(_ => KryptonResilience.PipelineOf);
        client.AddHttpMessageHandler<KryptonTokenHandler>();
    }

    private static IHttpClientBuilder Connect(
        IHttpClientBuilder client,
        Func<IServiceProvider, double> timeoutSeconds
    ) =>
        client
            .ConfigureHttpClient(
                (provider, http) =>
                {
                    http.Timeout = TimeSpan.FromSeconds(timeoutSeconds(provider));
                    http.MaxResponseContentBufferSize = Options(provider).MaxAnswerBytes;
                    http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
                }
            )
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                // A redirect could lead a token to another host.
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                MaxConnectionsPerServer = Options(provider).MaxConcurrentCalls,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = TimeSpan.FromSeconds(Math.Min(5, Options(provider).AttemptTimeoutSeconds)),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's logs show addresses, and an address may hold a patient identifier.
            .RemoveAllLoggers();

    private static KryptonOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<KryptonOptions>>().Value;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>Registers the slice: storage, keys, patient handles, the check of callers' tokens.</summary>
public static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AppOptions>().Bind(configuration.GetSection(AppOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AppOptions>, AppOptionsValidator>();
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services
            .AddOptions<DccOptions>()
            .Bind(configuration.GetSection(DccOptions.Section))
            .Validate<IOptions<AppOptions>>(
                (dcc, app) =>
                    app.Value.Environment == AppEnvironment.Local
                    || (dcc.JwksUrl ?? dcc.MetadataUrl)?.Scheme == Uri.UriSchemeHttps,
                "The setting Dcc:JwksUrl (or Dcc:MetadataUrl) must be an https address."
            )
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DccOptions>, DccOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AppKeys>();
        services.AddSingleton<PatientHandles>().AddHostedService<EagerSingleton<PatientHandles>>();
        services.AddSingleton<RepeatedRefusals>().AddHostedService<LastRefusals>();
        services.AddSingleton<RefusalLimits>().AddSingleton<Refusals>();
        services.AddSingleton<CareContextGuard>().AddSingleton<PoisonQueues>();
        services.AddSingleton<UseCounter>().AddSingleton<UserLimits>();
        services
            .AddHttpClient(nameof(DccKeys))
            .ConfigureHttpClient(http =>
            {
                http.Timeout = TimeSpan.FromSeconds(5);
                http.MaxResponseContentBufferSize = 256 * 1024;
            });
        services.AddSingleton(s =>
            ActivatorUtilities.CreateInstance<DccKeys>(
                s,
                s.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(DccKeys))
            )
        );
        services.AddSingleton<CallerClaims>();
        services.AddSingleton<CallerTokens>();
        return services.AddAppStorage(configuration).AddTable(UseCounter.Table);
    }
}

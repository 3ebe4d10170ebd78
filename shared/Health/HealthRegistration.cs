using Microsoft.Extensions.DependencyInjection;

namespace KryptonFunctions.Health;

/// <summary>Registers the slice.</summary>
public static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services
            .AddHttpClient(nameof(Readiness))
            .ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(3))
            .RemoveAllLoggers();
        return services
            .AddSingleton<Backlog>()
            .AddSingleton(s =>
                ActivatorUtilities.CreateInstance<Readiness>(
                    s,
                    s.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(Readiness))
                )
            );
    }
}

using KryptonFunctions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.News;

/// <summary>Registers what tells the DCC of its meetings.</summary>
internal static class NewsRegistration
{
    public static IServiceCollection AddNews(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<DccWebhookOptions>()
            .Bind(configuration.GetSection(DccWebhookOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DccWebhookOptions>, DccWebhookOptionsValidator>();
        services
            .AddHttpClient(nameof(DccWebhook))
            .ConfigureHttpClient(http => http.Timeout = DccWebhook.Patience)
            // A redirect would lead the call to an address that nobody set.
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<DccWebhook>().AddHostedService<EagerSingleton<DccWebhook>>();
        return services.AddSingleton<NewsMessages>().AddTransient<TellDcc>().AddQueue(NewsMessages.Queue);
    }
}

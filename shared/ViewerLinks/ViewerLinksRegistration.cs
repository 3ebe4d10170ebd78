using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.ViewerLinks;

/// <summary>Registers the slice.</summary>
public static class ViewerLinksRegistration
{
    public static IServiceCollection AddViewerLinks(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<ViewerLinksOptions>()
            .Bind(configuration.GetSection(ViewerLinksOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ViewerLinksOptions>, ViewerLinksOptionsValidator>();
        services.AddSingleton<IValidateOptions<ViewerLinksOptions>, ViewerLinksAddressValidator>();
        services.AddSingleton<IValidateOptions<KryptonOptions>, ViewerTemplateValidator>();
        services
            .AddSingleton<ViewerLinkTable>()
            .AddSingleton<LaunchToken>()
            .AddHostedService<EagerSingleton<LaunchToken>>();
        services.AddTransient<IssueViewerLink>().AddTransient<OpenViewerLink>();
        return services.AddTable(ViewerLinkTable.Name);
    }
}

using KryptonFunctions.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Registers the identity search; the typed client of Krypton, traces and access are registered by their own slices.
/// </summary>
public static class IdentitySearchRegistration
{
    public static IServiceCollection AddIdentitySearch(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<SearchCapabilities>()
            .Bind(configuration.GetSection(SearchCapabilities.Section))
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SearchCapabilities>, SearchCapabilitiesValidator>()
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(NameFrequencies.France);
        services.TryAddSingleton<PatientTraitsReader>();
        services.TryAddSingleton<IdentitySearchPlanner>();
        services.TryAddSingleton<CandidateRanking>();
        services.TryAddSingleton<PatientComparison>();
        services.TryAddTransient<IdentityQueries>();
        services.TryAddTransient<IdentitySearchRun>();
        services.TryAddSingleton<IppAuthorities>();
        services.TryAddTransient<SearchIdentity>();
        return services;
    }
}

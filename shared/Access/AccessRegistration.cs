using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Krypton.Access;

/// <summary>Registers the slice: storage, keys, patient handles, the check of callers' tokens.</summary>
public static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AppOptions>().Bind(configuration.GetSection(AppOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AppOptions>, AppOptionsValidator>();
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AppKeys>();
        services.AddSingleton<PatientHandles>();
        services.AddSingleton<CareGate>();
        return services.AddAppStorage(configuration);
    }
}

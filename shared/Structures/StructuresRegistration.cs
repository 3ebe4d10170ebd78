using Microsoft.Extensions.DependencyInjection;

namespace Krypton.Structures;

/// <summary>Registers the slice.</summary>
public static class StructuresRegistration
{
    public static IServiceCollection AddStructures(this IServiceCollection services) => services
        .AddSingleton<StructureDirectory>()
        .AddTransient<ListStructures>();
}

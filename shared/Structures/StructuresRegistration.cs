using Microsoft.Extensions.DependencyInjection;

namespace KryptonFunctions.Structures;

/// <summary>Registers the slice.</summary>
public static class StructuresRegistration
{
    public static IServiceCollection AddStructures(this IServiceCollection services) =>
        services.AddSingleton<StructureDirectory>().AddTransient<ListStructures>();
}

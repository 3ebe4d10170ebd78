using Microsoft.Extensions.DependencyInjection;

namespace KryptonFunctions.Studies;

/// <summary>Registers the slice.</summary>
public static class StudiesRegistration
{
    public static IServiceCollection AddStudies(this IServiceCollection services) =>
        services.AddTransient<PatientOnKrypton>().AddTransient<StudiesOfRecords>().AddTransient<ListStudies>();
}

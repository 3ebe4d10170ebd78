using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Runner.Platforms;

/// <summary>
/// The settings of the app (<c>Krypton__…</c>) as the environment has them; addresses that it does not name lie under
/// one base as the mock's do.
/// </summary>
internal sealed class PlatformSettings
{
    private readonly IConfiguration configuration;

    public PlatformSettings(Uri? platform)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(platform is null ? [] : Defaults(platform, environment))
            .AddConfiguration(environment)
            .Build();
    }

    /// <summary>A fresh copy, which the caller may change.</summary>
    public KryptonOptions Options() =>
        configuration.GetSection(KryptonOptions.Section).Get<KryptonOptions>() ?? new KryptonOptions();

    public ServiceProvider Services() =>
        new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddKryptonClients(configuration)
            .BuildServiceProvider();

    private static Dictionary<string, string?> Defaults(Uri platform, IConfiguration environment)
    {
        var address = platform.ToString().TrimEnd('/');
        var isOneAddress = environment["Krypton:DicomWebBaseUrl"] is not null;
        return new()
        {
            // Keys that everybody knows are for a platform on this machine.
            ["App:Environment"] = platform.IsLoopback
                ? nameof(AppEnvironment.Local)
                : nameof(AppEnvironment.Production),
            ["Krypton:FhirBaseUrl"] = $"{address}/fhir",
            ["Krypton:DicomWebBaseUrl"] = $"{address}/dicomweb",
            ["Krypton:CentralDicomWebBaseUrl"] = isOneAddress ? null : $"{address}/central/dicomweb",
            ["Krypton:TokenUrl"] = $"{address}/token",
            // Not asked for anything here, and required.
            ["Krypton:ViewerTemplate"] = $"{address}/viewer?studyUID={{studyUIDs}}&launch={{launchToken}}",
        };
    }
}

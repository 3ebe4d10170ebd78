using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonMock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>The app's clients of Krypton, for a mock.</summary>
internal static class KryptonClients
{
    public static ServiceProvider For(KryptonMockServer mock)
    {
        var address = mock.BaseAddress.ToString().TrimEnd('/');
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["App:Environment"] = "local",
                    ["Krypton:FhirBaseUrl"] = $"{address}/fhir",
                    ["Krypton:DicomWebBaseUrl"] = $"{address}/dicomweb",
                    ["Krypton:CentralDicomWebBaseUrl"] = $"{address}/central/dicomweb",
                    ["Krypton:TokenUrl"] = $"{address}/token",
                    ["Krypton:ViewerTemplate"] = $"{address}/viewer?studyUID={{studyUIDs}}",
                    ["Krypton:RetryDelaySeconds"] = "0.001",
                    ["Krypton:AttemptTimeoutSeconds"] = "20",
                    ["Krypton:TotalTimeoutSeconds"] = "60",
                    ["Krypton:Retries"] = "1",
                }
            )
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddAccess(configuration)
            .AddKryptonClients(configuration)
            .BuildServiceProvider();
    }
}

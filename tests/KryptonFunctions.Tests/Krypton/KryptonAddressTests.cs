using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.ViewerLinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>Over plain http nothing of a real patient goes to or from Krypton.</summary>
public sealed class KryptonAddressTests
{
    [Theory]
    [InlineData("Krypton:FhirBaseUrl")]
    [InlineData("Krypton:DicomWebBaseUrl")]
    [InlineData("Krypton:CentralDicomWebBaseUrl")]
    [InlineData("Krypton:TokenUrl")]
    [InlineData("ViewerLinks:PublicBaseUrl")]
    public void OutsideTheLocalEnvironmentAPlainAddressFailsTheStart(string setting)
    {
        foreach (var environment in new[] { "test", "production" })
        {
            Complaints(environment, setting, "http://krypton.example/x")
                .ShouldBe([$"The setting {setting} is no https address."]);
        }

        Complaints("local", setting, "http://krypton.example/x").ShouldBeEmpty();
    }

    [Fact]
    public void WithHttpsEverywhereTheStartSucceeds() =>
        Complaints("production", "Krypton:ClientId", "dcc").ShouldBeEmpty();

    [Fact]
    public void AnAddressOfAnotherProtocolIsRefusedEvenLocally() =>
        Complaints("local", "Krypton:FhirBaseUrl", "ftp://krypton.example/fhir")
            .ShouldBe(["The setting Krypton:FhirBaseUrl is no http(s) address."]);

    private static IEnumerable<string> Complaints(string environment, string setting, string value)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Krypton:FhirBaseUrl"] = "https://krypton.example/fhir",
                    ["Krypton:DicomWebBaseUrl"] = "https://krypton.example/dicomweb",
                    ["Krypton:TokenUrl"] = "https://krypton.example/token",
                    ["Krypton:ViewerTemplate"] =
                        "https://krypton.example/viewer?studyUID={studyUIDs}&token={launchToken}",
                    ["ViewerLinks:PublicBaseUrl"] = "https://dcc.example",
                    ["App:Environment"] = environment,
                    [setting] = value,
                }
            )
            .Build();
        using var services = new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddKryptonClients(configuration)
            .AddViewerLinks(configuration)
            .BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<KryptonOptions>>().Value;
            _ = services.GetRequiredService<IOptions<ViewerLinksOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return refused.Failures;
        }
    }
}

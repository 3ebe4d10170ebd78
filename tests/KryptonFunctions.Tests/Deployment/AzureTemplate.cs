using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Deployment;
using Xunit;

[assembly: AssemblyFixture(typeof(AzureTemplate))]

namespace KryptonFunctions.Tests.Deployment;

/// <summary>
/// <c>infra/azure</c> as the Bicep compiler makes it; the compiler comes as a package for Linux on x64, and elsewhere
/// these tests are skipped.
/// </summary>
public sealed class AzureTemplate
{
    private readonly Lazy<Task<JsonObject>> template = new(async () =>
        JsonNode.Parse((await BicepAsync("build", "main.bicep", "--stdout")).Output)!.AsObject()
    );

    private static string Compiler { get; } =
        typeof(AzureTemplate)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "BicepCompiler")
            .Value!;

    public Task<JsonObject> JsonAsync() => template.Value;

    /// <summary>Every resource, those of the modules too, without the modules themselves.</summary>
    public async Task<IReadOnlyList<JsonObject>> ResourcesAsync() => [.. Of(await JsonAsync())];

    /// <summary>Those of one type.</summary>
    public async Task<IReadOnlyList<JsonObject>> ResourcesAsync(string type) =>
        [.. (await ResourcesAsync()).Where(resource => (string)resource["type"]! == type)];

    /// <summary>Runs the compiler in <c>infra/azure</c>; what it warns of is on the error stream.</summary>
    public static async Task<(string Output, string Warnings)> BicepAsync(params string[] arguments)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux()
                && RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64,
            "The Bicep compiler is a package for Linux on x64."
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Compiler, File.GetUnixFileMode(Compiler) | UnixFileMode.UserExecute);
        }

        using var process = Process.Start(
            new ProcessStartInfo(Compiler, arguments)
            {
                WorkingDirectory = Path.Combine(SolutionFolder.Path, "infra", "azure"),
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var warnings = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await output, warnings);
    }

    private static IEnumerable<JsonObject> Of(JsonNode template)
    {
        var resources = template["resources"] switch
        {
            JsonObject named => named.Select(resource => resource.Value),
            JsonArray listed => listed,
            _ => [],
        };
        return resources
            .OfType<JsonObject>()
            .SelectMany(resource =>
                (string)resource["type"]! == "Microsoft.Resources/deployments"
                    ? Of(resource["properties"]!["template"]!)
                    : [resource]
            );
    }
}

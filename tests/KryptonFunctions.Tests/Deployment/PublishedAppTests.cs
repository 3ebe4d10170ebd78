using System.Reflection;
using KryptonFunctions.Functions;
using KryptonFunctions.Tests.Architecture;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Deployment;

/// <summary>What Azure needs of the published folder, and what must not lie in it.</summary>
public sealed class PublishedAppTests(PublishedApp app)
{
    /// <summary>
    /// As docs/worker-host.md and infra/azure/README.md state it; a package that doubles it is to be noticed.
    /// </summary>
    private const long LargestSize = 60_000_000;

    [Fact]
    public async Task EveryFunctionIsInTheMetadata()
    {
        var published = (await app.JsonAsync("functions.metadata"))
            .AsArray()
            .Select(function => (string)function!["name"]!);

        published.ShouldBe(Functions(), ignoreOrder: true);
    }

    [Fact]
    public async Task EveryFunctionIsRunByTheWorkerThatTheConfigurationNames()
    {
        var worker = (await app.JsonAsync("worker.config.json"))["description"]!;
        var program = (string)worker["defaultWorkerPath"]!;

        ((string)worker["language"]!).ShouldBe("dotnet-isolated");
        (await app.FilesAsync()).ShouldContain(program);
        (await app.JsonAsync("functions.metadata")).AsArray().ShouldAllBe(f => (string)f!["scriptFile"]! == program);
    }

    [Theory]
    [InlineData("DurableTask")]
    [InlineData("AzureStorageQueues")]
    public async Task TheHostFindsTheExtensionsOfTheTriggers(string name)
    {
        var extensions = (await app.JsonAsync("extensions.json"))["extensions"]!.AsArray();
        var extension = extensions.Single(e => (string)e!["name"]! == name)!;

        (await app.FilesAsync()).ShouldContain(
            ((string)extension["hintPath"]!).Replace("./", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task TheHostIsSetAsInTheRepository() =>
        (await app.ReadAsync("host.json")).ShouldBe(
            await File.ReadAllTextAsync(
                Path.Combine(SolutionFolder.Path, "host.json"),
                TestContext.Current.CancellationToken
            )
        );

    [Fact]
    public async Task NoLocalSettingsAreDeployed() =>
        (await app.FilesAsync()).ShouldAllBe(file =>
            !Path.GetFileName(file).StartsWith("local.settings", StringComparison.OrdinalIgnoreCase)
        );

    [Theory]
    [InlineData("AccountKey=")]
    [InlineData("SharedAccessSignature=")]
    [InlineData("-----BEGIN")]
    [InlineData("devstoreaccount1")]
    public async Task NoSecretIsDeployed(string secret)
    {
        var texts = (await app.FilesAsync()).Where(IsText);
        foreach (var file in texts)
        {
            (await app.ReadAsync(file)).ShouldNotContain(secret, Case.Insensitive, file);
        }
    }

    [Fact]
    public async Task ThePublishedFolderIsAsSmallAsStated()
    {
        var size = await app.SizeAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{size / 1e6:0.0} MB");

        size.ShouldBeLessThan(LargestSize);
    }

    private static IEnumerable<string> Functions() =>
        from type in typeof(KryptonApp).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select function.Name;

    private static bool IsText(string file) =>
        Path.GetExtension(file) is ".json" or ".config" or ".metadata" or ".xml" or ".txt" or "";
}

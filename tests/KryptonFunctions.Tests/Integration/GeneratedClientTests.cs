using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Integration;

/// <summary>
/// The clients that <c>docs/integration.md</c> tells to make: by its own lines, from the text that the app serves,
/// compiled with its own snippets, against the running app.
/// </summary>
public sealed class GeneratedClientTests(LocalKrypton local) : IDisposable
{
    /// <summary>Compiles only where messages have their own types, also where they may be null.</summary>
    private const string TypesThatAreUsed = """
        using Krypton;

        public static class Types
        {
            public static string? Site(BoardStudy study) => study.Structure?.Name;

            public static string? Refused(PreFicheResult result) => result.Problem?.Type;

            public static double? Progress(TimelineStudy study) => study.Attached?.Progress;

            public static string? Of(ApiException<ProblemDetails> refused) => refused.Result.Detail;
        }
        """;

    private static readonly KnownPatient Patient = new()
    {
        BirthName = "Kergoat-Saintleger",
        GivenName = "Ysolde",
        BirthDate = "1961-07-08",
        Studies = [],
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("krypton-client-");
    private readonly string rcpId = LocalKrypton.NewId("RCP");

    [Fact]
    public async Task TheClientInCSharpCompilesAndCalls()
    {
        await SaveDescriptionAsync();
        await Tool.RunAsync(folder.FullName, "dotnet", [NSwag, .. Tool.Arguments("dotnet nswag")]);
        var client = await File.ReadAllTextAsync(InFolder("KryptonClient.cs"), TestContext.Current.CancellationToken);
        var first = IntegrationPage.Block("csharp", "class FirstCall");
        var search = BuiltCode.Method("FirstCall", "SearchAsync", client, first, TypesThatAreUsed);

        await local.Krypton.Knows(Patient);
        (await CallAsync(search, rcpId)).ShouldContain(Patient.BirthName);
        (await CallAsync(search)).ShouldBe(["care-context"]);
    }

    [Fact]
    public async Task TheClientInTypeScriptCompilesAndCalls()
    {
        var modules = await TypeScriptPackages.EnsureAsync();
        await SaveDescriptionAsync();
        Directory.CreateSymbolicLink(InFolder("node_modules"), modules);
        await WriteAsync("package.json", """{ "type": "module" }""");
        await WriteAsync("first.ts", IntegrationPage.Block("typescript", "function search"));
        await WriteAsync(
            "main.js",
            """
            import { search } from "./out/first.js";
            console.log(JSON.stringify(await search(...process.argv.slice(2))));
            """
        );
        await NodeAsync("openapi-typescript/bin/cli.js", Tool.Arguments("npx openapi-typescript"));
        string[] options = ["--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler"];
        await NodeAsync("typescript/bin/tsc", [.. options, "--lib", "es2022,dom", "--outDir", "out", "first.ts"]);

        await local.Krypton.Knows(Patient);
        (await SearchByNodeAsync(rcpId)).ShouldContain(Patient.BirthName);
        (await SearchByNodeAsync()).ShouldBe(["care-context"]);
    }

    [Theory]
    [InlineData("dotnet tool install", ".config/dotnet-tools.json", "NSwag.ConsoleCore --version {0}")]
    [InlineData("npm install", "tests/TypeScriptClient/package.json", "openapi-typescript@{0}")]
    [InlineData("npm install", "tests/TypeScriptClient/package.json", "openapi-fetch@{0}")]
    public void ThePageNamesTheVersionsThatAreTested(string command, string file, string named)
    {
        var package = named.Split(' ', '@')[0];
        var text = JsonNode.Parse(File.ReadAllText(Path.Combine(Architecture.SolutionFolder.Path, file)))!;
        var version = text["dependencies"]?[package] ?? text["tools"]![package.ToLowerInvariant()]!["version"];
        string.Join(' ', Tool.Arguments(command))
            .ShouldContain(named.Replace("{0}", $"{version}", StringComparison.Ordinal));
        (text["tools"] is null || NSwag.Contains($"/{version}/", StringComparison.Ordinal)).ShouldBeTrue();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string NSwag { get; } =
        typeof(GeneratedClientTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == nameof(NSwag))
            .Value!;

    private async Task<string[]> CallAsync(MethodInfo search, params string[] careOfRcp) =>
        await (Task<string[]>)search.Invoke(null, [local.Functions, await TokenAsync(careOfRcp), rcpId])!;

    private async Task<string[]> SearchByNodeAsync(params string[] careOfRcp)
    {
        var server = local.Functions.ToString().TrimEnd('/');
        var said = await Tool.RunAsync(folder.FullName, "node", "main.js", server, await TokenAsync(careOfRcp), rcpId);
        return System.Text.Json.JsonSerializer.Deserialize<string[]>(said)!;
    }

    private Task<string> TokenAsync(string[] careOfRcp) =>
        local.TokenFor(LocalKrypton.NewId("dr"), ["care"], careOfRcp);

    private Task<string> NodeAsync(string script, params string[] arguments) =>
        Tool.RunAsync(folder.FullName, "node", [InFolder($"node_modules/{script}"), .. arguments]);

    private async Task SaveDescriptionAsync()
    {
        var served = await local.GivenSomebodyWith(token: null).Get("/api/openapi.json");
        await WriteAsync("openapi.json", served.ShouldBe(HttpStatusCode.OK).Text);
    }

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(InFolder(name), text, TestContext.Current.CancellationToken);

    private string InFolder(string name) => Path.Combine(folder.FullName, name);
}

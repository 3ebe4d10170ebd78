using System.Security.Cryptography;
using KryptonFunctions.Tests.Architecture;
using Xunit;

namespace KryptonFunctions.Tests.Integration;

/// <summary>The npm packages of <c>tests/TypeScriptClient</c>, installed into it at the first run.</summary>
internal static class TypeScriptPackages
{
    public static string Folder { get; } = Path.Combine(SolutionFolder.Path, "tests", "TypeScriptClient");

    /// <summary>The folder of the modules; skips the test where npm is missing or gets nothing.</summary>
    public static async Task<string> EnsureAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var modules = Path.Combine(Folder, "node_modules");
        var mark = Path.Combine(modules, ".installed-lock");
        var wanted = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"), cancellation))
        );
        if (!File.Exists(mark) || await File.ReadAllTextAsync(mark, cancellation) != wanted)
        {
            var (exitCode, _) = await Tool.TryAsync(
                Folder,
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                ["ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0", "--no-progress", "--silent"]
            );
            Assert.SkipWhen(
                exitCode != 0,
                "npm could not install tests/TypeScriptClient: no TypeScript client is made."
            );
            await File.WriteAllTextAsync(mark, wanted, cancellation);
        }

        return modules;
    }
}

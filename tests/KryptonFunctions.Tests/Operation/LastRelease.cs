using System.Diagnostics;
using KryptonFunctions.Tests.Architecture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Operation;

/// <summary>
/// The functions as they were released last: the commit that <c>last-release.txt</c> names, built from the history of
/// this repository.
/// </summary>
internal static class LastRelease
{
    /// <summary>Its warnings were looked at when it was released.</summary>
    private static readonly string[] Quickly = ["-p:RunAnalyzers=false", "-v", "q", "-nologo"];

    /// <summary>The folder of its published functions; the test is skipped where the history is not there.</summary>
    public static async Task<string> PublishedAsync()
    {
        var commit = File.ReadLines(
                Path.Combine(SolutionFolder.Path, "tests/KryptonFunctions.Tests/Operation/last-release.txt")
            )
            .First(line => !line.StartsWith('#'))
            .Trim();
        Assert.SkipUnless(
            await RunAsync("git", "cat-file", "-e", $"{commit}^{{commit}}") == 0,
            $"The history of this clone has no commit {commit}: git fetch --unshallow"
        );
        var source = Path.Combine(Path.GetTempPath(), $"krypton-release-{commit}");
        var published = Path.Combine(source, "published");
        if (!File.Exists(Path.Combine(published, "host.json")))
        {
            Directory.CreateDirectory(source);
            var archive = Path.Combine(source, "source.tar");
            await DoAsync("git", "archive", "--output", archive, commit);
            await DoAsync("tar", "-xf", archive, "-C", source);
            await DoAsync(
                "dotnet",
                ["publish", Path.Combine(source, "functions"), "-c", "Release", "-o", published, .. Quickly]
            );
        }

        return published;
    }

    private static async Task DoAsync(string program, params string[] arguments) =>
        (await RunAsync(program, arguments)).ShouldBe(0, $"{program} {string.Join(' ', arguments)}");

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = SolutionFolder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}

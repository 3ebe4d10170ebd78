using System.Diagnostics;
using System.IO.Compression;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Deployment;

/// <summary>The scripts that the workflows call, as far as they run without Azure.</summary>
public sealed class ScriptTests(LocalKrypton local)
{
    [Fact]
    public async Task ARunningAppIsFoundReadyAndProductionIsOnlyAsked()
    {
        var address = new Uri(local.Functions, "/api/v1").ToString();

        (await RunAsync("smoke.sh", "prod", address)).ShouldBe((0, $"ready: {address}"));
    }

    [Fact]
    public async Task AnAppThatIsNotThereIsToldInOneSentence()
    {
        var (code, output) = await RunAsync("wait-ready.sh", "http://127.0.0.1:9/api/v1", "1");

        code.ShouldBe(1);
        output.ShouldStartWith("not ready after 1 s");
    }

    [Theory]
    [InlineData("deploy.sh")]
    [InlineData("deploy.sh", "staging", "group", "package.zip")]
    [InlineData("deploy.sh", "prod", "group", "missing.zip")]
    [InlineData("smoke.sh", "prod")]
    [InlineData("package.sh")]
    [InlineData("wait-ready.sh")]
    public async Task AWrongCallIsRefusedBeforeAnythingIsDone(string script, params string[] arguments) =>
        (await RunAsync(script, arguments)).Code.ShouldBe(2);

    [Fact]
    public async Task TheDeploymentCreatesTheResourcesThenSendsThePackageThenWaits()
    {
        using var folder = new DeploymentFolder(new Uri(local.Functions, "/api/v1").ToString());

        var (code, output) = await RunAsync("deploy.sh", folder.Environment, "dev", "rg-krypton-dev", folder.Package);

        code.ShouldBe(0, output);
        var calls = await File.ReadAllLinesAsync(folder.Calls, TestContext.Current.CancellationToken);
        calls.Length.ShouldBe(4);
        calls[0].ShouldContain("deployment group create");
        calls[0].ShouldContain("dev.bicepparam");
        calls[3].ShouldContain($"--name krypton-app --src {folder.Package}");
        output.ShouldContain("deployed ");
    }

    [Fact]
    public void EveryActionIsPinnedByItsCommit()
    {
        var uses = Directory
            .EnumerateFiles(Path.Combine(SolutionFolder.Path, ".github", "workflows"))
            .SelectMany(File.ReadLines)
            .Where(line => line.Contains("uses:", StringComparison.Ordinal))
            .ToList();

        uses.ShouldNotBeEmpty();
        uses.ShouldAllBe(line => System.Text.RegularExpressions.Regex.IsMatch(line, "@[0-9a-f]{40} # v[0-9.]+$"));
    }

    private static Task<(int Code, string Output)> RunAsync(string script, params string[] arguments) =>
        RunAsync(script, new Dictionary<string, string>(), arguments);

    private static async Task<(int Code, string Output)> RunAsync(
        string script,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(
            Path.Combine(SolutionFolder.Path, "infra", "azure", "scripts", script),
            arguments
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (output + await errors).Trim());
    }

    /// <summary>A package, and an <c>az</c> that only writes down how it was called.</summary>
    private sealed class DeploymentFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("krypton-deploy-");

        public DeploymentFolder(string baseAddress)
        {
            using (ZipFile.Open(Package, ZipArchiveMode.Create)) { }
            var az = Path.Combine(folder.FullName, "az");
            File.WriteAllText(
                az,
                $"""
                #!/usr/bin/env bash
                echo "$*" >> "{Calls}"
                case "$*" in
                  *functionAppName*) echo krypton-app ;;
                  *baseAddress*) echo "{baseAddress}" ;;
                esac
                """
            );
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        public string Package => Path.Combine(folder.FullName, "package.zip");

        public string Calls => Path.Combine(folder.FullName, "calls.txt");

        /// <summary>In which this <c>az</c> comes first.</summary>
        public IReadOnlyDictionary<string, string> Environment =>
            new Dictionary<string, string>
            {
                ["PATH"] = $"{folder.FullName}:{System.Environment.GetEnvironmentVariable("PATH")}",
            };

        public void Dispose() => folder.Delete(recursive: true);
    }
}

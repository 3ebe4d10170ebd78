using System.Diagnostics;
using KryptonFunctions.Tests.Architecture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Starting;

/// <summary>A call of the Runner that is to end by itself.</summary>
internal sealed record RunnerOnce(int ExitCode, string Said, string Complained)
{
    /// <param name="environment">Settings, as of a shell.</param>
    /// <param name="arguments">What stands after <c>--</c>.</param>
    public static Task<RunnerOnce> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Run(environment, input: "", arguments);

    /// <param name="environment">Settings, as of a shell.</param>
    /// <param name="input">What the standard input gives.</param>
    /// <param name="arguments">What stands after <c>--</c>.</param>
    public static async Task<RunnerOnce> Run(
        IReadOnlyDictionary<string, string> environment,
        string input,
        IReadOnlyList<string> arguments
    )
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Runner.dll"), .. arguments])
        {
            WorkingDirectory = SolutionFolder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var ends = TestContext.Current.CancellationToken.Register(process.Kill);
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new RunnerOnce(process.ExitCode, await said, complained.Trim());
    }

    /// <summary>It ended with that code and one line that says what is wrong, nothing else.</summary>
    public void ShouldHaveSaid(int exitCode, string what)
    {
        Complained.ShouldContain(what);
        Complained.ShouldNotContain("   at ");
        Complained.ShouldNotContain("Exception");
        ExitCode.ShouldBe(exitCode, Complained);
        Complained.Split('\n').Length.ShouldBe(1, Complained);
    }
}

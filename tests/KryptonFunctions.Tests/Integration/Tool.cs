using System.ComponentModel;
using System.Diagnostics;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Integration;

/// <summary>A program that an integrator runs.</summary>
internal static class Tool
{
    /// <summary>The words behind a command that a page shows.</summary>
    public static string[] Arguments(string command)
    {
        var lines = IntegrationPage.Block("sh", command).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');
        var line = lines.Single(l => l.StartsWith(command + " ", StringComparison.Ordinal));
        return line[command.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What it prints; it must end well.</summary>
    public static async Task<string> RunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        var (exitCode, output) = await TryAsync(folder, program, arguments);
        exitCode.ShouldBe(0, output);
        return output;
    }

    /// <summary>Its exit code, -1 where there is no such program, and what it prints.</summary>
    public static async Task<(int ExitCode, string Output)> TryAsync(
        string folder,
        string program,
        params IEnumerable<string> arguments
    )
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var cancellation = TestContext.Current.CancellationToken;
            await using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, output + await errors);
        }
        catch (Win32Exception)
        {
            return (-1, $"There is no {program} on the path.");
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Runner;

/// <summary>The command line that runs the published functions.</summary>
internal static class HostCommand
{
    public static ProcessStartInfo For(LocalStack stack)
    {
        var app = stack.Options.App ?? Folder("FunctionsApp");
        string[] words = stack.Options.Host switch
        {
            FunctionsHostKind.Func => ["func", "start", "--no-build", "--port", $"{stack.Functions.Port}"],
            _ =>
            [
                "dotnet",
                Folder("WorkerHost"),
                "--app",
                app,
                "--port",
                $"{stack.Functions.Port}",
                "--stop-with-input",
            ],
        };
        return new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = app,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <exception cref="RunnerException">The program is not on the path.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new RunnerException(
                ExitCode.HostMissing,
                $"'{start.FileName}' was not found on the path: install Azure Functions Core Tools 4, or leave out "
                    + "--host.",
                missing
            );
        }
    }

    /// <summary>What WorkerHost says by its exit code (docs/worker-host.md).</summary>
    public static ExitCode Meaning(int exitCode) =>
        exitCode switch
        {
            3 => ExitCode.PortInUse,
            5 => ExitCode.BrokenSetting,
            _ => ExitCode.NotStarted,
        };

    /// <summary>Where the build put it (Runner.csproj).</summary>
    private static string Folder(string name) =>
        RepositoryFolder.Find(
            typeof(HostCommand)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(a => a.Key == name)
                .Value!
        );
}

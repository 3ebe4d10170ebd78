using System.Diagnostics;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Fixture;
using Runner;

namespace KryptonFunctions.Tests.Kills;

/// <summary>The Runner as a process of its own, on a data folder and ports that it keeps over its lives.</summary>
internal sealed class RunnerProcess(string dataFolder, int firstPort, params string[] arguments) : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(90);
    private Process? process;

    public RcpAddresses Places { get; } = new(Address(firstPort + 5), Address(firstPort + 4), Address(firstPort + 3));

    /// <summary>The first of six ports in a row that nobody uses now.</summary>
    public static int FreePorts() => StackPorts.FreeInARow().Blob;

    /// <summary>Starts it and waits until an address of it answers.</summary>
    public async Task StartAsync(HttpClient http, Uri ready)
    {
        var runner = Path.Combine(AppContext.BaseDirectory, "Runner.dll");
        process = Process.Start(
            new ProcessStartInfo("dotnet", [runner, .. arguments, "--ports", $"{firstPort}", "--data", dataFolder])
            {
                WorkingDirectory = SolutionFolder.Path,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await Eventually.Becomes(
            () => AnswersAsync(http, ready),
            answers => answers || process.HasExited,
            $"the Runner to answer at {ready}",
            StartTime
        );
        if (process.HasExited)
        {
            throw new InvalidOperationException(
                $"The Runner ended with {process.ExitCode}: {await errors} {await output}"
            );
        }
    }

    /// <summary>SIGKILL: no handler of it runs.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is not null)
        {
            Kill();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        try
        {
            using var answer = await http.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Uri Address(int port) => new($"http://localhost:{port}");
}

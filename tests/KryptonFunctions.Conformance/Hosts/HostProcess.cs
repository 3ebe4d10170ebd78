using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace KryptonFunctions.Conformance.Hosts;

/// <summary>WorkerHost with the app, as a process; it ends with this one however that ends.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> said = [];
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private HostProcess(int port, string storage)
    {
        Address = new Uri($"http://localhost:{port}/");
        string[] arguments =
        [
            Path.Combine(Built.Host, "WorkerHost.dll"),
            "--app",
            Built.App,
            "--port",
            $"{port}",
            "--stop-with-input",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AzureWebJobsStorage"] = storage;
        start.Environment["AzureFunctionsWebHost__hostid"] = "conformance";
        start.Environment["TaskHubName"] = "conformance";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Returns when the functions answer.</summary>
    public static async Task<HostProcess> StartAsync(string storage)
    {
        var started = new HostProcess(FreePort(), storage);
        if (await Task.WhenAny(started.listening.Task, started.process.WaitForExitAsync()) == started.listening.Task)
        {
            return started;
        }

        await started.DisposeAsync();
        throw new InvalidOperationException($"WorkerHost ended:\n{string.Join('\n', started.said)}");
    }

    public async ValueTask DisposeAsync()
    {
        // It stops with its input, within five seconds.
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith("Listening on ", StringComparison.Ordinal))
        {
            listening.TrySetResult();
        }

        // Scenarios that fail on purpose are logged; only a failed start is of interest.
        if (!listening.Task.IsCompleted)
        {
            said.Enqueue(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

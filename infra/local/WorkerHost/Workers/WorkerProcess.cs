using System.ComponentModel;
using System.Diagnostics;
using WorkerHost.Rpc;
using WorkerHost.Settings;

namespace WorkerHost.Workers;

/// <summary>One life of the worker: its process and its stream.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Hooks = "DOTNET_STARTUP_HOOKS";
    private const string Unhandled = "Unhandled exception. ";
    private readonly Process process;

    private WorkerProcess(Process process, WorkerChannel channel) => (this.process, Channel) = (process, channel);

    public WorkerChannel Channel { get; }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>What it said last of what ended it.</summary>
    public string? LastWords { get; private set; }

    /// <exception cref="HostException">The program that starts it is not there.</exception>
    public static WorkerProcess Start(
        FunctionApp app,
        IReadOnlyDictionary<string, string> settings,
        RpcServer rpc,
        ILoggerFactory logs,
        Action<WorkerProcess> ended
    )
    {
        var id = Guid.NewGuid().ToString();
        var channel = new WorkerChannel(new WorkerLog(logs));
        rpc.Expect(id, channel);
        try
        {
            var worker = new WorkerProcess(Process.Start(StartInfo(app, settings, rpc.Address, id))!, channel);
            worker.Listen(logs.CreateLogger("Worker.Console"), ended);
            return worker;
        }
        catch (Win32Exception missing)
        {
            throw new HostException(
                ExitCode.WorkerDidNotStart,
                $"The worker cannot be started with '{app.Executable}': {missing.Message}",
                missing
            );
        }
    }

    /// <summary>Asks it to end, and ends it where it does not.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        Channel.Terminate();
        using var limit = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Kill();
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => process.Dispose();

    private static ProcessStartInfo StartInfo(
        FunctionApp app,
        IReadOnlyDictionary<string, string> settings,
        Uri rpc,
        string id
    )
    {
        var request = Guid.NewGuid().ToString();
        string[] arguments =
        [
            app.WorkerPath,
            "--host",
            rpc.Host,
            "--port",
            $"{rpc.Port}",
            "--workerId",
            id,
            "--requestId",
            request,
            "--grpcMaxMessageLength",
            $"{int.MaxValue}",
            "--functions-uri",
            rpc.AbsoluteUri,
            "--functions-worker-id",
            id,
            "--functions-request-id",
            request,
            "--functions-grpc-max-message-length",
            $"{int.MaxValue}",
        ];
        var start = new ProcessStartInfo(app.Executable, arguments)
        {
            WorkingDirectory = app.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = app.Folder;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder;
        string?[] hooks = [settings.GetValueOrDefault(Hooks), typeof(StartupHook).Assembly.Location];
        start.Environment[Hooks] = string.Join(Path.PathSeparator, hooks.Where(hook => hook is { Length: > 0 }));
        return start;
    }

    private void Listen(ILogger log, Action<WorkerProcess> ended)
    {
        process.OutputDataReceived += (_, line) => WorkerLines.Output(log, line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            NoteLastWords(line.Data);
            WorkerLines.Error(log, line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = EndAsync(ended);
    }

    private async Task EndAsync(Action<WorkerProcess> ended)
    {
        await process.WaitForExitAsync();
        Channel.Break(new WorkerProcessExitException($"The worker {process.Id} exited with code {process.ExitCode}."));
        ended(this);
    }

    /// <summary>The runtime writes: Unhandled exception. Namespace.SomeException: what is wrong.</summary>
    private void NoteLastWords(string? line)
    {
        if (line?.StartsWith(Unhandled, StringComparison.Ordinal) == true)
        {
            LastWords = line[(line.IndexOf(": ", Unhandled.Length, StringComparison.Ordinal) + ": ".Length)..];
        }
    }
}

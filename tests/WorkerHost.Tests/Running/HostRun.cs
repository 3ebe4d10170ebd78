using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace WorkerHost.Tests.Running;

/// <summary>A host as a process of its own; it ends with the test.</summary>
internal sealed partial class HostRun : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> output = [];
    private readonly ConcurrentQueue<string> errors = [];
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private HostRun(HostSetup setup)
    {
        Setup = setup;
        var start = new ProcessStartInfo(
            "dotnet",
            [ProgramPaths.Host, "--app", setup.App, "--port", $"{setup.Port}", .. setup.Arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in setup.Settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        Http = new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://localhost:{setup.Port}/"),
            Timeout = TimeSpan.FromMinutes(1),
        };
    }

    public HostSetup Setup { get; }

    public HttpClient Http { get; }

    public IReadOnlyCollection<string> Output => output;

    public string Errors => string.Join('\n', errors);

    public int Id => process.Id;

    /// <summary>Of the first worker.</summary>
    public int WorkerId { get; private set; }

    /// <summary>Starts a host; returns when it answers.</summary>
    public static async Task<HostRun> StartAsync(HostSetup setup)
    {
        var run = new HostRun(setup);
        var ended = run.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(run.listening.Task, ended) == ended)
        {
            throw new InvalidOperationException($"The host ended: {run.Errors}\n{string.Join('\n', run.output)}");
        }

        var worker = Worker().Match(await run.listening.Task).Groups[1].Value;
        run.WorkerId = int.Parse(worker, CultureInfo.InvariantCulture);
        return run;
    }

    /// <summary>Starts a host that is to end by itself.</summary>
    public static async Task<HostRun> UntilItEndsAsync(HostSetup setup)
    {
        var run = new HostRun(setup);
        await run.EndAsync();
        return run;
    }

    /// <summary>The exit code, once it has ended.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public int ExitCode => process.ExitCode;

    public void CloseInput() => process.StandardInput.Close();

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join('\n', output)}\n{Errors}");
        Http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        Keep(output, line);
        if (line?.StartsWith("Listening on ", StringComparison.Ordinal) == true)
        {
            listening.TrySetResult(line);
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    [GeneratedRegex(@"worker (\d+)\.$")]
    private static partial Regex Worker();
}

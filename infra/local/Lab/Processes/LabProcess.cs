using System.Diagnostics;

namespace Lab.Processes;

/// <summary>
/// A program of the lab in a process of its own, started again when it dies, as a service manager would. It ends with
/// this process however that ends.
/// </summary>
public sealed class LabProcess : IAsyncDisposable
{
    /// <summary>
    /// Becomes the program; beside it waits a shell that ends it when our end of its input closes.
    /// </summary>
    private const string Script = """
        exec 3<&0
        log=$1; shift
        (cat <&3 >/dev/null; kill -TERM $$ 2>/dev/null) &
        exec "$@" </dev/null 3<&- >>"$log" 2>&1
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private readonly string name;
    private readonly string[] words;
    private readonly Uri probe;
    private readonly string log;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private CancellationTokenSource stopping = new();
    private Process? process;
    private Task ended = Task.CompletedTask;
    private bool hasAnswered;
    private Task watch = Task.CompletedTask;

    /// <param name="name">For people, and for the log's name.</param>
    /// <param name="logs">The folder of the logs.</param>
    /// <param name="probe">Answers with a success when the program is ready.</param>
    /// <param name="words">The program and its arguments.</param>
    internal LabProcess(string name, string logs, Uri probe, params string[] words)
    {
        (this.name, this.probe, this.words) = (name, probe, words);
        log = Path.Combine(logs, $"{name}.log");
    }

    /// <summary>How often it was started again after it had died.</summary>
    public int Restarts { get; private set; }

    /// <summary>Starts it; returns when it answers.</summary>
    /// <exception cref="LabException">It does not.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        (stopping, hasAnswered) = (new(), false);
        Launch();
        watch = Task.Run(WatchAsync, CancellationToken.None);
        await UntilItAnswersAsync(cancellationToken);
    }

    /// <summary>Ends it at once, as SIGKILL does; it is started again a second later.</summary>
    public async Task KillAsync()
    {
        var end = ended;
        process!.Kill();
        await end;
    }

    /// <summary>Ends it, and lets it rest until <see cref="StartAsync"/>.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await watch;
    }

    /// <summary>Returns when it answers.</summary>
    /// <exception cref="LabException">It does not.</exception>
    public async Task UntilItAnswersAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(Pace);
        while (!await AnswersAsync(cancellationToken))
        {
            if ((ended.IsCompleted && !hasAnswered) || Stopwatch.GetElapsedTime(start) > StartTime)
            {
                await StopAsync();
                throw new LabException(LabProblem.NotStarted, $"{name} does not start: its last words are in {log}.");
            }

            await pace.WaitForNextTickAsync(cancellationToken);
        }

        hasAnswered = true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
        stopping.Dispose();
        http.Dispose();
    }

    private void Launch()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, name, log, .. words])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        LabPackages.Prepare(start);
        process = Process.Start(start)!;
        ended = process.WaitForExitAsync(CancellationToken.None);
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await ended.WaitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await EndAsync();
            await Task.Delay(Pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            Restarts++;
            Launch();
        }
    }

    /// <summary>Closing its input ends the program, and the shell that waits beside it.</summary>
    private async Task EndAsync()
    {
        process!.StandardInput.Close();
        await Task.WhenAny(ended, Task.Delay(StopTime));
        if (!ended.IsCompleted)
        {
            process.Kill();
            await ended;
        }

        process.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(probe, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent)
            when (silent is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Runner;

/// <summary>
/// The published functions in processes of their own. They end with <see cref="DisposeAsync"/>, and with this process
/// however that ends.
/// </summary>
public sealed class FunctionsProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private readonly Process process;
    private volatile bool isStopping;

    private FunctionsProcess(Process process) => this.process = process;

    /// <summary>The number of the host's process; the worker is a child of it.</summary>
    public int Id => process.Id;

    /// <summary>
    /// The worker's, as Linux lists processes: the fourth word of <c>stat</c> is the parent, the second, a name, may
    /// hold spaces.
    /// </summary>
    /// <exception cref="InvalidOperationException">The host has no worker at this moment.</exception>
    public int WorkerId =>
        (
            from folder in Directory.EnumerateDirectories("/proc")
            let id = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
            where id > 0 && File.Exists(Path.Combine(folder, "stat"))
            let words = File.ReadAllText(Path.Combine(folder, "stat"))
                .Split(')')[^1]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where words[1] == $"{process.Id}"
            select id
        ).Single();

    /// <summary>Ends when the host has ended, for whatever reason; gives its exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken = default)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Ends the host at once, as SIGKILL does.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        // What is called off by the stop comes again at the next start; its failures would only look like some.
        isStopping = true;
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(StopTime);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    /// <summary>Starts the host and returns when the functions answer.</summary>
    /// <exception cref="RunnerException">It did not start; the message is the host's own last sentence.</exception>
    internal static async Task<FunctionsProcess> StartAsync(LocalStack stack, CancellationToken cancellationToken)
    {
        var start = HostCommand.For(stack);
        foreach (var (name, value) in FunctionsSettings.For(stack))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var started = new FunctionsProcess(HostCommand.Start(start));
        try
        {
            await started.UntilItAnswersAsync(stack, cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    private async Task UntilItAnswersAsync(LocalStack stack, CancellationToken cancellationToken)
    {
        var log = new HeldLog(stack.Options.Log ?? Console.Error.WriteLine);
        var lastWords = "The host of the functions ended without a word.";
        process.OutputDataReceived += (_, line) => Pass(isStopping ? null : line.Data, log.Write);
        process.ErrorDataReceived += (_, line) => Pass(line.Data, words => lastWords = words);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient();
        using var pace = new PeriodicTimer(Pace);
        while (!await AnswersAsync(http, new Uri(stack.Functions, "/api/v1/health/live"), cancellationToken))
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync(cancellationToken);
                throw new RunnerException(HostCommand.Meaning(process.ExitCode), lastWords);
            }

            await pace.WaitForNextTickAsync(cancellationToken);
        }

        log.Release();
    }

    private static void Pass(string? line, Action<string> to)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            to(line);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

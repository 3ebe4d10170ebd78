using System.Diagnostics;
using WorkerHost.Rpc;
using WorkerHost.Settings;

namespace WorkerHost.Workers;

/// <summary>
/// Keeps one worker alive: starts it, replaces one that ends, gives up where one after another ends at once.
/// </summary>
internal sealed partial class WorkerSupervisor(
    FunctionApp app,
    IReadOnlyDictionary<string, string> settings,
    RpcServer rpc,
    ILoggerFactory logs
) : IAsyncDisposable
{
    private const int MaxQuickDeaths = 5;
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    /// <summary>Between two deaths that come quickly; grows with their number.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>So long a call waits for a worker that is being replaced.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly ILogger log = logs.CreateLogger("Host.Worker");
    private readonly TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<WorkerChannel> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerProcess? current;
    private volatile bool stopping;
    private int quickDeaths;
    private long startedAt;

    public IReadOnlyList<WorkerFunction> Functions { get; private set; } = [];

    public int? ProcessId => current?.Id;

    /// <exception cref="HostException">The worker ended before it was ready.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var worker = Launch();
        try
        {
            await PrepareAsync(worker).WaitAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is WorkerProcessExitException or TimeoutException or RpcException)
        {
            // It may be about to say why.
            stopping = true;
            await worker.StopAsync(StopTime);
            var why = worker.LastWords ?? $"The worker did not start: {failed.Message}";
            throw new HostException(ExitCode.WorkerDidNotStart, why, failed);
        }
    }

    /// <summary>The worker to call; waits a moment while one is being replaced.</summary>
    /// <exception cref="WorkerProcessExitException">There is none.</exception>
    public async Task<WorkerChannel> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ready.Task.WaitAsync(MaxWait, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new WorkerProcessExitException("No worker is ready.");
        }
    }

    /// <summary>Ends the worker; another is started.</summary>
    public void EndCurrent() => current?.Kill();

    /// <summary>Ends when the host is stopped, or when no worker can be kept alive.</summary>
    public Task UntilGivenUpAsync(CancellationToken cancellationToken) => givenUp.Task.WaitAsync(cancellationToken);

    /// <exception cref="HostException">No worker could be kept alive.</exception>
    public void ThrowIfGivenUp()
    {
        if (givenUp.Task.IsCompleted)
        {
            var why = current?.LastWords ?? "no reason was given.";
            throw new HostException(
                ExitCode.WorkerDidNotStart,
                $"The worker ended {MaxQuickDeaths} times in a row: {why}"
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        stopping = true;
        if (current is { HasEnded: false } worker)
        {
            await worker.StopAsync(StopTime);
        }

        current?.Dispose();
    }

    private WorkerProcess Launch()
    {
        startedAt = Stopwatch.GetTimestamp();
        current = WorkerProcess.Start(app, settings, rpc, logs, ended => _ = ReplaceAsync(ended));
        return current;
    }

    private async Task PrepareAsync(WorkerProcess worker)
    {
        var channel = worker.Channel;
        await channel.Connected.WaitAsync(StartTime);
        await channel.InitializeAsync(app.Folder);
        var declared = await channel.FunctionsAsync(app.Folder);
        if (Functions.Count == 0)
        {
            Functions = [.. declared.Select(function => new WorkerFunction(function))];
        }

        await Task.WhenAll(declared.Select(channel.LoadAsync));
        LogReady(worker.Id, declared.Count);
        ready.TrySetResult(channel);
    }

    private async Task ReplaceAsync(WorkerProcess ended)
    {
        if (stopping || Functions.Count == 0)
        {
            return;
        }

        LogEnded(ended.Id);
        if (ready.Task.IsCompleted)
        {
            ready = new TaskCompletionSource<WorkerChannel>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        quickDeaths = Stopwatch.GetElapsedTime(startedAt) < Quick ? quickDeaths + 1 : 0;
        if (quickDeaths >= MaxQuickDeaths)
        {
            givenUp.TrySetResult();
            return;
        }

        await Task.Delay(Pause * (quickDeaths * quickDeaths));
        await StartAnotherAsync();
        ended.Dispose();
    }

    private async Task StartAnotherAsync()
    {
        if (stopping)
        {
            return;
        }

        var worker = Launch();
        try
        {
            await PrepareAsync(worker);
        }
        catch (Exception failed)
            when (failed is WorkerProcessExitException or TimeoutException or RpcException or HostException)
        {
            // Its own end starts the next one.
            LogNotReady(failed.Message);
            await worker.StopAsync(StopTime);
        }
    }

    [LoggerMessage(110, LogLevel.Information, "Worker {Id} is ready with {Count} functions.")]
    private partial void LogReady(int id, int count);

    [LoggerMessage(111, LogLevel.Error, "Worker {Id} has ended; another is started.")]
    private partial void LogEnded(int id);

    [LoggerMessage(112, LogLevel.Error, "The new worker did not get ready: {Reason}")]
    private partial void LogNotReady(string reason);
}

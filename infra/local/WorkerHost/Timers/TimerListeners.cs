using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs;
using WorkerHost.Settings;
using WorkerHost.Workers;

namespace WorkerHost.Timers;

/// <summary>
/// The timers of the app. The timer extension for WebJobs of its own host wants a storage library that the queue
/// extension has left behind, so this is our own.
/// </summary>
internal sealed class TimerListeners(
    FunctionApp app,
    IReadOnlyList<WorkerFunction> functions,
    IConfiguration configuration,
    JobHost host,
    ILoggerFactory logs
) : IDisposable
{
    private const string Container = "azure-webjobs-hosts";
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <exception cref="HostException">A schedule that cannot be read.</exception>
    public void Start()
    {
        List<TimerListener> listeners = [.. functions.Where(f => f.IsTimer).Select(Listener)];
        running = Task.WhenAll(listeners.Select(listener => Task.Run(() => listener.RunAsync(stopping.Token))));
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private TimerListener Listener(WorkerFunction function)
    {
        var text = SettingText.Resolve(function.Trigger["schedule"] ?? "", configuration);
        var schedule =
            TimerSchedule.Parse(text)
            ?? throw new HostException(
                ExitCode.NoFunctionApp,
                $"The schedule '{text}' of {function.Name} is neither an NCRONTAB expression nor a time span."
            );
        var container = new BlobContainerClient(configuration["AzureWebJobsStorage"], Container);
        var store = new TimerStatusStore(container, $"timers/{HostId.Of(app, configuration)}/{function.Name}/status");
        return new TimerListener(function, schedule, store, host, logs.CreateLogger("Host.Timers"));
    }
}

using System.Diagnostics;
using Microsoft.Azure.WebJobs;
using WorkerHost.Http;
using WorkerHost.Jobs;
using WorkerHost.Rpc;
using WorkerHost.Settings;
using WorkerHost.Timers;
using WorkerHost.Workers;

namespace WorkerHost;

/// <summary>From the folder of a function app to functions that answer, until it is stopped.</summary>
internal static class FunctionHost
{
    /// <summary>The extensions would wait ten minutes for a storage that is gone.</summary>
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(3);

    /// <exception cref="HostException">It cannot start, or its worker cannot be kept alive.</exception>
    public static async Task RunAsync(HostOptions options, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var app = FunctionApp.Read(options.App);
        var settings = AppSettings.Load(options);
        var configuration = HostConfiguration.Build(app, settings);
        await StorageCheck.EnsureReachableAsync(configuration, stop);

        using var telemetry = HostTelemetry.Start(configuration);
        using var logs = LoggerFactory.Create(logging => logging.AddHostConsole(configuration));
        await using var rpc = await RpcServer.StartAsync(stop);
        await using var workers = new WorkerSupervisor(app, settings, rpc, logs);
        await workers.StartAsync(stop);

        await using var web = FunctionWeb.Build(options.Port);
        var functions = workers.Functions;
        var invoker = new FunctionInvoker(workers, new RequestForwarder(web.Services));
        // Never disposed: the durable extension would wait for a storage that is gone, and the process ends anyway.
        var jobs = JobHostSetup.Build(app, configuration, workers, invoker, options.Port);
        var host = (JobHost)jobs.Services.GetRequiredService<IJobHost>();
        FunctionWeb.Map(web, functions, configuration, host);
        await FunctionWeb.StartAsync(web, options.Port, stop);
        await jobs.StartAsync(stop);
        using var timers = new TimerListeners(app, functions, configuration, host, logs);
        timers.Start();
        var address = $"http://localhost:{options.Port}/";
        Console.WriteLine($"Listening on {address} after {clock.ElapsedMilliseconds} ms, worker {workers.ProcessId}.");

        await workers.UntilGivenUpAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StopAsync(web, jobs, timers);
        workers.ThrowIfGivenUp();
    }

    private static async Task StopAsync(WebApplication web, IHost jobs, TimerListeners timers)
    {
        using var patience = new CancellationTokenSource(MaxStop);
        var stopped = Task.Run(() =>
            Task.WhenAll(timers.StopAsync(), web.StopAsync(patience.Token), jobs.StopAsync(patience.Token))
        );
        await Task.WhenAny(stopped, Task.Delay(MaxStop));
        _ = stopped.Exception;
    }
}

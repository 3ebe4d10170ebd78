using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using WorkerHost.Settings;
using WorkerHost.Workers;

namespace WorkerHost.Jobs;

/// <summary>
/// A WebJobs host with the genuine durable and queue extensions, set by <c>host.json</c> as on Azure.
/// </summary>
internal static class JobHostSetup
{
    /// <exception cref="HostException">A setting of <c>host.json</c> cannot be used.</exception>
    public static IHost Build(
        FunctionApp app,
        IConfiguration configuration,
        WorkerSupervisor workers,
        FunctionInvoker invoker,
        int port
    ) =>
        new HostBuilder()
            .UseEnvironment("Development")
            .ConfigureAppConfiguration(sources => sources.AddConfiguration(configuration))
            .ConfigureLogging(logging => logging.AddHostConsole(configuration))
            .ConfigureWebJobs((_, jobs) => jobs.AddDurableTask().AddAzureStorageCoreServices().AddAzureStorageQueues())
            .ConfigureServices(services =>
            {
                services.AddSingleton<ITypeLocator>(new OneType(GeneratedFunctions.Make(workers.Functions)));
                services.AddSingleton<IJobActivator>(new GeneratedFunctions.Activator(invoker));
                services.AddSingleton<IHostIdProvider>(new KnownId(HostId.Of(app, configuration)));
                services.AddSingleton(workers);
                services.AddSingleton<IWebJobsExceptionHandler, ExceptionHandler>();
                services.AddWebHooks(port);
                services.Configure<JobHostFunctionTimeoutOptions>(timeout => SetTimeout(timeout, configuration));
            })
            .Build();

    private static void SetTimeout(JobHostFunctionTimeoutOptions options, IConfiguration configuration)
    {
        if (configuration[$"{HostConfiguration.Section}:functionTimeout"] is { Length: > 0 } text)
        {
            options.Timeout = TimeSpan.TryParse(text, out var timeout)
                ? timeout
                : throw new HostException(
                    ExitCode.NoFunctionApp,
                    $"The functionTimeout '{text}' of host.json is no time span."
                );
            options.ThrowOnTimeout = true;
        }
    }

    private sealed class OneType(Type type) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [type];
    }

    private sealed class KnownId(string id) : IHostIdProvider
    {
        public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(id);
    }
}

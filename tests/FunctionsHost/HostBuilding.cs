using FunctionsHost.Durable;
using FunctionsHost.Durable.Activities;
using FunctionsHost.Durable.Hub;
using FunctionsHost.Durable.Orchestrators;
using FunctionsHost.Functions;
using FunctionsHost.Http;
using FunctionsHost.Queues;
using FunctionsHost.Settings;
using FunctionsHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsHost;

/// <summary>Puts the host's parts and the app's services into one container.</summary>
internal static class HostBuilding
{
    public static WebApplication Build(
        LocalFunctionsHostOptions options,
        HostJson hostJson,
        FunctionCatalogue catalogue,
        SettingText settings
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        if (options.Configuration is { } configuration)
        {
            builder.Configuration.AddConfiguration(configuration);
        }

        if (options.Logging is { } logging)
        {
            builder.Logging.ClearProviders();
            logging(builder.Logging);
        }

        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = options.MaxRequestBodySize);
        if (options.Url is { } url)
        {
            builder.WebHost.UseUrls(url);
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        AddFunctions(builder.Services, options, hostJson, catalogue, settings);
        AddDurable(builder.Services, options, hostJson);
        options.ConfigureServices?.Invoke(builder.Services);
        return builder.Build();
    }

    private static void AddFunctions(
        IServiceCollection services,
        LocalFunctionsHostOptions options,
        HostJson hostJson,
        FunctionCatalogue catalogue,
        SettingText settings
    )
    {
        services.AddRouting();
        services.AddMvcCore();
        services.AddSingleton(hostJson);
        services.AddSingleton(settings);
        services.AddSingleton(catalogue);
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton(options.TimeProvider);
        foreach (var (function, trigger) in catalogue.With<QueueTriggerAttribute>())
        {
            var queue = QueueFunction.Of(
                function,
                trigger,
                hostJson,
                settings,
                options.StorageConnectionString,
                WorkerJson.Converter
            );
            services.AddSingleton<IHostedService>(s =>
                ActivatorUtilities.CreateInstance<QueueListener>(s, queue, hostJson.Queues)
            );
        }

        foreach (var (function, trigger) in catalogue.With<TimerTriggerAttribute>())
        {
            var schedule = TimerSchedules.Of(function, trigger, settings);
            services.AddSingleton<IHostedService>(s =>
                ActivatorUtilities.CreateInstance<TimerListener>(s, function, schedule, trigger.RunOnStartup)
            );
        }

        var pipeline = new FunctionPipeline(services);
        options.Middleware?.Invoke(pipeline);
        services.AddSingleton(pipeline);
    }

    private static void AddDurable(IServiceCollection services, LocalFunctionsHostOptions options, HostJson hostJson)
    {
        var durable = hostJson.Durable with
        {
            HubName = options.TaskHub ?? hostJson.Durable.HubName,
            Strict = options.Strict,
            CompletionSeed = options.CompletionSeed,
            StopAfterSteps = options.StopAfterSteps,
            StartLatency = options.StartLatency,
        };
        services.AddSingleton(durable);
        services.TryAddSingleton<DataConverter>(WorkerJson.Converter);
        services.AddSingleton(s => new MemoryHub(
            options.History ?? new MemoryHistory(),
            durable,
            options.TimeProvider,
            LogOf(s)
        ));
        services.AddSingleton<OrchestratorRunner>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ActivityRunner>(s, LogOf(s)));
        services.AddSingleton(new StepClock(options.TimeProvider));
        services.AddSingleton<DurableEngine>();
        services.AddSingleton<DurableTaskClient>(s => new LocalDurableClient(
            s.GetRequiredService<MemoryHub>(),
            durable.HubName,
            options.TimeProvider,
            s.GetRequiredService<DataConverter>()
        ));
    }

    private static ILogger LogOf(IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger("FunctionsHost.Durable");
}

using FunctionsHost.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace FunctionsHost.Tests;

/// <summary>A local host that runs some of the function classes of this project.</summary>
internal static class TestHost
{
    public static Task<LocalFunctionsHost> StartAsync(params Type[] classes) => StartAsync(new Setup(classes));

    public static Task<LocalFunctionsHost> StartAsync(Setup setup) =>
        LocalFunctionsHost.StartAsync(
            new LocalFunctionsHostOptions
            {
                Assemblies = [typeof(TestHost).Assembly],
                Classes = setup.Classes.Contains,
                HostJsonPath = setup.HostJson is { } json ? Write(json) : null,
                Configuration = new ConfigurationBuilder().AddInMemoryCollection(setup.Settings).Build(),
                ConfigureServices = setup.Services,
                Middleware = setup.Middleware,
                Url = setup.Url,
                StorageConnectionString = setup.Storage,
                History = setup.History,
                TaskHub = setup.Hub,
                TimeProvider = setup.Time,
                Strict = setup.Strict,
                CompletionSeed = setup.Seed,
                StopAfterSteps = setup.StopAfterSteps,
                StartLatency = TimeSpan.Zero,
                MaxRequestBodySize = setup.MaxRequestBodySize,
                Logging = setup.Logging ?? (logging => logging.SetMinimumLevel(LogLevel.None)),
            },
            TestContext.Current.CancellationToken
        );

    private static string Write(string json)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, json);
        return path;
    }
}

internal sealed record Setup(params Type[] Classes)
{
    public string? HostJson { get; init; }

    public Dictionary<string, string?> Settings { get; init; } = [];

    public Action<IServiceCollection>? Services { get; init; }

    public Action<IFunctionsWorkerApplicationBuilder>? Middleware { get; init; }

    public string? Url { get; init; }

    public string? Storage { get; init; }

    public MemoryHistory? History { get; init; }

    public string? Hub { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public bool Strict { get; init; } = true;

    public int? Seed { get; init; }

    public int? StopAfterSteps { get; init; }

    public long MaxRequestBodySize { get; init; } = 1024 * 1024;

    public Action<ILoggingBuilder>? Logging { get; init; }
}

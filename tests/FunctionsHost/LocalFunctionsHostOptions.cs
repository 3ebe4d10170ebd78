using System.Reflection;
using FunctionsHost.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsHost;

/// <summary>What the local host runs, and how.</summary>
public sealed class LocalFunctionsHostOptions
{
    /// <summary>The assemblies with [Function] classes.</summary>
    public required IReadOnlyList<Assembly> Assemblies { get; init; }

    /// <summary>Which of their classes to take; null: all.</summary>
    public Func<Type, bool>? Classes { get; init; }

    /// <summary>Path of host.json; null: its defaults.</summary>
    public string? HostJsonPath { get; init; }

    /// <summary>The app's services.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>The app's settings; <c>%name%</c> in triggers and in host.json is looked up here.</summary>
    public IConfiguration? Configuration { get; init; }

    /// <summary>Adds the worker's middleware, outermost first, as the app's entry point does.</summary>
    public Action<IFunctionsWorkerApplicationBuilder>? Middleware { get; init; }

    /// <summary>
    /// Where Kestrel listens (port 0: a free one); null: no network, see <see cref="LocalFunctionsHost.CreateClient"/>.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>
    /// Azure Storage for queue triggers, which cannot be run without; durable state is always in memory.
    /// </summary>
    public string? StorageConnectionString { get; init; }

    /// <summary>Durable state to share with a host that is started after this one.</summary>
    public MemoryHistory? History { get; init; }

    /// <summary>The task hub; null: <c>extensions.durableTask.hubName</c> of host.json.</summary>
    public string? TaskHub { get; init; }

    /// <summary>The clock of timers, of orchestrators and of timer triggers. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Bytes of a request's body; default 100 MiB, as the genuine host has it.</summary>
    public long MaxRequestBodySize { get; init; } = 100 * 1024 * 1024;

    /// <summary>
    /// Whether orchestrators are watched more closely than on the genuine host: each step is run twice and compared,
    /// and one that leaves its thread fails instead of hanging. Default true.
    /// </summary>
    public bool Strict { get; init; } = true;

    /// <summary>
    /// Results of parallel activities come in an order that depends on this seed only; null: as they end.
    /// </summary>
    public int? CompletionSeed { get; init; }

    /// <summary>
    /// The durable engine stops dead after so many writes, as if the process were killed; null: never.
    /// </summary>
    public int? StopAfterSteps { get; init; }

    /// <summary>So long an instance that a client starts stays Pending; default 25 ms.</summary>
    public TimeSpan StartLatency { get; init; } = TimeSpan.FromMilliseconds(25);
}

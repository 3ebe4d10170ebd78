using System.Diagnostics;
using Runner;

namespace KryptonFunctions.Tests.Kills;

/// <summary>
/// Azurite, the mock and the stand-in in this process, and the functions in processes that can be killed.
/// </summary>
internal sealed class FunctionsLives : IAsyncDisposable
{
    private readonly KillPlace place;
    private LocalStack backends;
    private LocalStack functions;

    private FunctionsLives(KillPlace place, LocalStack backends, LocalStack functions) =>
        (this.place, this.backends, this.functions) = (place, backends, functions);

    public RcpAddresses Places => new(functions.Functions, backends.Dcc, backends.Mock);

    /// <param name="place">Its data and ports.</param>
    /// <param name="app">A folder of published functions; null: those of this build.</param>
    /// <param name="transfer">How long a study travels; null: as the mock has it.</param>
    public static async Task<FunctionsLives> StartAsync(KillPlace place, string? app = null, TimeSpan? transfer = null)
    {
        var others = await StartBackendsAsync(place, transfer);
        return new FunctionsLives(place, others, await StartFunctionsAsync(place.Ports, app));
    }

    /// <summary>The host dies, and with it its worker; both are started again.</summary>
    public async Task KillHostAsync()
    {
        var ports = functions.Options.Ports;
        functions.Host!.Kill();
        await functions.DisposeAsync();
        functions = await StartFunctionsAsync(ports.Blob);
    }

    /// <summary>The host is stopped, as a deployment does, and another begins.</summary>
    /// <param name="app">A folder of published functions; null: those of this build.</param>
    /// <param name="settings">Those that differ from the local ones, such as another task hub.</param>
    public async Task ReplaceAsync(string? app = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        await functions.DisposeAsync();
        functions = await StartFunctionsAsync(place.Ports, app, settings);
    }

    /// <summary>The storage account is gone with all that it held; Krypton knows what it knew.</summary>
    /// <param name="restore">What is done to the new account before the functions start on it.</param>
    public async Task LoseStorageAsync(Func<Task> restore)
    {
        await functions.DisposeAsync();
        await backends.DisposeAsync();
        Directory.Delete(Path.Combine(place.Data, "azurite"), recursive: true);
        backends = await StartBackendsAsync(place, transfer: null);
        await restore();
        functions = await StartFunctionsAsync(place.Ports);
    }

    /// <summary>The worker alone dies; its host replaces it.</summary>
    public async Task KillWorkerAsync()
    {
        using var worker = Process.GetProcessById(functions.Host!.WorkerId);
        worker.Kill();
        await worker.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await functions.DisposeAsync();
        await backends.DisposeAsync();
    }

    private static Task<LocalStack> StartBackendsAsync(KillPlace place, TimeSpan? transfer)
    {
        var options = new StackOptions
        {
            WithFunctions = false,
            DataFolder = place.Data,
            Population = place.Population,
            Ports = StackPorts.From(place.Ports),
        };
        return LocalStack.StartAsync(transfer is { } time ? options with { RepatriationTime = time } : options);
    }

    private static Task<LocalStack> StartFunctionsAsync(
        int ports,
        string? app = null,
        IReadOnlyDictionary<string, string?>? settings = null
    ) =>
        LocalStack.StartAsync(
            new StackOptions
            {
                WithBackends = false,
                Ports = StackPorts.From(ports),
                App = app,
                Settings = settings ?? new Dictionary<string, string?>(),
                Log = _ => { },
            }
        );
}

using System.Diagnostics;
using Runner;

namespace KryptonFunctions.Tests.Kills;

/// <summary>
/// Azurite, the mock and the stand-in in this process, and the functions in processes that can be killed.
/// </summary>
internal sealed class FunctionsLives : IAsyncDisposable
{
    private readonly LocalStack backends;
    private LocalStack functions;

    private FunctionsLives(LocalStack backends, LocalStack functions) =>
        (this.backends, this.functions) = (backends, functions);

    public RcpAddresses Places => new(functions.Functions, backends.Dcc, backends.Mock);

    public static async Task<FunctionsLives> StartAsync(KillPlace place)
    {
        var others = await LocalStack.StartAsync(
            new StackOptions
            {
                WithFunctions = false,
                DataFolder = place.Data,
                Population = place.Population,
                Ports = StackPorts.From(place.Ports),
            }
        );
        return new FunctionsLives(others, await StartFunctionsAsync(place.Ports));
    }

    /// <summary>The host dies, and with it its worker; both are started again.</summary>
    public async Task KillHostAsync()
    {
        var ports = functions.Options.Ports;
        functions.Host!.Kill();
        await functions.DisposeAsync();
        functions = await StartFunctionsAsync(ports.Blob);
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

    private static Task<LocalStack> StartFunctionsAsync(int ports) =>
        LocalStack.StartAsync(
            new StackOptions
            {
                WithBackends = false,
                Ports = StackPorts.From(ports),
                Log = _ => { },
            }
        );
}

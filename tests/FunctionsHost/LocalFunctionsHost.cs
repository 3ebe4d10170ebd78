using FunctionsHost.Durable;
using FunctionsHost.Durable.Hub;
using FunctionsHost.Functions;
using FunctionsHost.Http;
using FunctionsHost.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsHost;

/// <summary>
/// Runs the [Function] classes of an app in this process: HTTP, queue and timer triggers, middleware, and durable
/// orchestrations. It has no host keys, does not scale out, and knows no output bindings.
/// </summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private LocalFunctionsHost(WebApplication app) => this.app = app;

    /// <summary>Where it answers; with a test server an address that only <see cref="CreateClient"/> reaches.</summary>
    public Uri BaseAddress => app.Urls.Count > 0 ? new Uri(app.Urls.First()) : app.GetTestServer().BaseAddress;

    public IServiceProvider Services => app.Services;

    public DurableTaskClient DurableClient => app.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>
    /// Set when the durable engine has stopped, see <see cref="LocalFunctionsHostOptions.StopAfterSteps"/>.
    /// </summary>
    public CancellationToken Stopped => Hub.Stopped;

    /// <exception cref="HostStartException">A function or a setting that the host cannot run with; the message names
    /// it.</exception>
    public static async Task<LocalFunctionsHost> StartAsync(
        LocalFunctionsHostOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var settings = new SettingText(options.Configuration);
        var hostJson = HostJson.Read(options.HostJsonPath, settings);
        var catalogue = new FunctionCatalogue(options.Assemblies, options.Classes);
        var built = HostBuilding.Build(options, hostJson, catalogue, settings);
        try
        {
            built.Services.GetRequiredService<HttpFunctions>().Map(built);
            await built.Services.GetRequiredService<DurableEngine>().StartAsync();
            await built.StartAsync(cancellationToken);
            return new LocalFunctionsHost(built);
        }
        catch (IOException e)
        {
            await built.DisposeAsync();
            throw new HostStartException($"The host cannot listen on {options.Url}: {e.Message}", e);
        }
        catch
        {
            await built.DisposeAsync();
            throw;
        }
    }

    private MemoryHub Hub => app.Services.GetRequiredService<MemoryHub>();

    public HttpClient CreateClient() =>
        app.Urls.Count > 0 ? new HttpClient { BaseAddress = BaseAddress } : app.GetTestClient();

    /// <summary>
    /// Waits until no activity runs and no orchestrator has anything to do but wait for timers and events.
    /// </summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => Hub.WhenIdleAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

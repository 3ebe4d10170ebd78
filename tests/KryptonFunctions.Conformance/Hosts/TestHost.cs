using System.Text.Json.Nodes;
using FunctionsHost;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Conformance.Hosts;

/// <summary>The test host, in this process. What it checks beyond the genuine one is off.</summary>
internal sealed class TestHost : IScenarioHost
{
    private readonly LocalFunctionsHost host;

    private TestHost(LocalFunctionsHost host) => this.host = host;

    public static async Task<IScenarioHost> StartAsync() =>
        new TestHost(
            await LocalFunctionsHost.StartAsync(
                new LocalFunctionsHostOptions
                {
                    Assemblies = [typeof(Drive).Assembly],
                    Strict = false,
                    Logging = logging => logging.AddProvider(new FactsLoggerProvider()),
                }
            )
        );

    public Task<JsonObject> RunAsync(string scenario) => Drive.RunAsync(scenario, host.DurableClient);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

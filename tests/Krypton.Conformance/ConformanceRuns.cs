using FunctionsHost;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Krypton.Conformance;

/// <summary>Runs the scenarios, several at a time as most wait real seconds, each once; who asks gets the differences.</summary>
public abstract class ConformanceRuns(IEnumerable<string> scenarios, int parallel) : IAsyncLifetime
{
    private readonly SemaphoreSlim slots = new(parallel);
    private readonly Dictionary<string, Task<IReadOnlyList<string>>> runs = [];
    private LocalFunctionsHost? host;

    public Task<IReadOnlyList<string>> DifferencesAsync(string scenario) => runs[scenario];

    public async Task<int> AgreeingAsync() => (await Task.WhenAll(runs.Values)).Count(differences => differences.Count == 0);

    public async ValueTask InitializeAsync()
    {
        host = await LocalFunctionsHost.StartAsync(new LocalFunctionsHostOptions
        {
            Assemblies = [typeof(Drive).Assembly],
            Strict = false,
            Logging = logging => logging.AddProvider(new FactsLoggerProvider()),
        });
        foreach (string scenario in scenarios)
        {
            runs[scenario] = RunAsync(scenario, host.DurableClient);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(runs.Values);
        await host!.DisposeAsync();
        slots.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(string scenario, DurableTaskClient client) =>
        Outcomes.Differences(await Drive.RunAsync(scenario, client), Recorded.Of(scenario));

    private async Task<IReadOnlyList<string>> RunAsync(string scenario, DurableTaskClient client)
    {
        await slots.WaitAsync();
        try
        {
            IReadOnlyList<string> differences = await DifferencesAsync(scenario, client);

            // The scenarios wait real seconds: where the machine was too busy to keep up, one more try shows it.
            return differences.Count == 0 || DeliberateDifferences.Reasons.ContainsKey(scenario) ? differences : await DifferencesAsync(scenario, client);
        }
        catch (Exception e)
        {
            return [$"the calls ended with {e.GetType().Name}: {e.Message}"];
        }
        finally
        {
            slots.Release();
        }
    }
}

/// <summary>All scenarios on the test host.</summary>
public sealed class InMemoryRuns() : ConformanceRuns(Drive.All.Keys, parallel: 16);

using AzuriteServer;
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

    public virtual async ValueTask InitializeAsync()
    {
        host = await LocalFunctionsHost.StartAsync(new LocalFunctionsHostOptions
        {
            Assemblies = [typeof(Drive).Assembly],
            Strict = false,
            StorageConnectionString = await StorageAsync(),
            TaskHub = $"Conformance{Guid.NewGuid():N}"[..30],
            Logging = logging => logging.AddProvider(new FactsLoggerProvider()),
        });
        foreach (string scenario in scenarios)
        {
            runs[scenario] = RunAsync(scenario, host.DurableClient);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Task.WhenAll(runs.Values);
        await host!.DisposeAsync();
        slots.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual Task<string?> StorageAsync() => Task.FromResult<string?>(null);

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

/// <summary>All scenarios, with the history in memory.</summary>
public sealed class InMemoryRuns() : ConformanceRuns(Drive.All.Keys, parallel: 16);

/// <summary>Those that do not hang for their twenty seconds, with the history in tables.</summary>
public sealed class InTableRuns() : ConformanceRuns(Names, parallel: 16)
{
    private Azurite? azurite;

    public static IReadOnlyList<string> Names { get; } =
        [.. Drive.All.Keys.Where(n => Recorded.Of(n)["expected"]!["status"]!.GetValue<string>() != "Running" && !DeliberateDifferences.Reasons.ContainsKey(n))];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await azurite!.DisposeAsync();
    }

    protected override async Task<string?> StorageAsync()
    {
        azurite = await Azurite.StartAsync();
        return azurite.ConnectionString;
    }
}

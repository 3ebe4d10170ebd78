using KryptonFunctions.Conformance.Hosts;
using KryptonFunctions.Conformance.Recording;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Timing matters: what else runs at the same time is kept low.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace KryptonFunctions.Conformance;

/// <summary>Every scenario on a host, several at a time; who asks gets the differences from the recording.</summary>
public abstract class ConformanceRuns : IAsyncLifetime
{
    private readonly Func<Task<IScenarioHost>> start;
    private readonly Slots many;
    private readonly Slots few = new(4);
    private readonly TaskCompletionSource allRunOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, Task<IReadOnlyList<string>>> runs = new(StringComparer.Ordinal);
    private IScenarioHost? host;
    private int running = Drive.All.Count;

    private protected ConformanceRuns(Func<Task<IScenarioHost>> start, int parallel)
    {
        this.start = start;
        many = new Slots(parallel);
    }

    public Task<IReadOnlyList<string>> DifferencesAsync(string scenario) => runs[scenario];

    public async ValueTask InitializeAsync()
    {
        host = await start();
        foreach (var scenario in Drive.All.Keys)
        {
            runs[scenario] = RunAsync(scenario);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(runs.Values);
        await host!.DisposeAsync();
        many.Dispose();
        few.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// The scenarios wait real seconds: where the machine was too busy to keep up, two more tries show it, when all
    /// have run once and less is going on.
    /// </summary>
    private async Task<IReadOnlyList<string>> RunAsync(string scenario)
    {
        var differences = await many.RunAsync(() => CompareAsync(scenario));
        if (Interlocked.Decrement(ref running) == 0)
        {
            allRunOnce.SetResult();
        }

        for (var retry = 0; retry < 2 && differences.Count > 0; retry++)
        {
            await allRunOnce.Task;
            differences = await few.RunAsync(() => CompareAsync(scenario));
        }

        return differences;
    }

    private async Task<IReadOnlyList<string>> CompareAsync(string scenario)
    {
        try
        {
            return Outcomes.Differences(await host!.RunAsync(scenario), Recorded.Of(scenario));
        }
        catch (Exception e)
        {
            return [$"the calls ended with {e.GetType().Name}: {e.Message}"];
        }
    }
}

/// <summary>On the test host.</summary>
public sealed class TestHostRuns() : ConformanceRuns(TestHost.StartAsync, parallel: 16);

/// <summary>On the genuine extension.</summary>
public sealed class GenuineHostRuns() : ConformanceRuns(GenuineHost.StartAsync, parallel: 24);

using System.Diagnostics;
using AzuriteServer;
using FunctionsHost;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Krypton.Benchmarks.Durable;

/// <summary>Activities a second, and storage transactions an activity.</summary>
internal static class DurableThroughput
{
    private static readonly (string Name, string Orchestrator, int Instances, int Activities)[] Cases =
    [
        ("warm-up", nameof(Loads.Chain), 10, 5),
        ("one fan-out of 1,000", nameof(Loads.FanOut), 1, 1000),
        ("ten fan-outs of 100", nameof(Loads.FanOut), 10, 100),
        ("a hundred chains of 10", nameof(Loads.Chain), 100, 10),
        ("one chain of 200", nameof(Loads.Chain), 1, 200),
    ];

    public static async Task<int> RunAsync()
    {
        await using Azurite azurite = await Azurite.StartAsync();
        foreach (bool strict in new[] { false, true })
        {
            Console.WriteLine($"strict: {strict}");
            await using LocalFunctionsHost host = await LocalFunctionsHost.StartAsync(new LocalFunctionsHostOptions
            {
                Assemblies = [typeof(Loads).Assembly],
                Classes = c => c == typeof(Loads),
                StorageConnectionString = azurite.ConnectionString,
                TaskHub = $"Bench{strict}",
                Strict = strict,
                Logging = l => l.SetMinimumLevel(LogLevel.Error),
            });
            foreach (var (name, orchestrator, instances, activities) in Cases)
            {
                await MeasureAsync(host, name, orchestrator, instances, activities);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(LocalFunctionsHost host, string name, string orchestrator, int instances, int activities)
    {
        long writes = host.Counters.StorageWrites, reads = host.Counters.StorageReads;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, instances).Select(_ => RunAsync(host.DurableClient, orchestrator, activities)));
        int total = instances * activities;
        writes = host.Counters.StorageWrites - writes;
        reads = host.Counters.StorageReads - reads;
        Console.WriteLine(
            $"{name,-24} {total / watch.Elapsed.TotalSeconds,6:0} activities/s, {writes} writes and {reads} reads for {total} activities, {watch.ElapsedMilliseconds} ms");
    }

    private static async Task RunAsync(DurableTaskClient client, string orchestrator, int activities)
    {
        string id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, activities);
        OrchestrationMetadata end = await client.WaitForInstanceCompletionAsync(id);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            throw new InvalidOperationException($"{id} is {end.RuntimeStatus}.");
        }
    }
}

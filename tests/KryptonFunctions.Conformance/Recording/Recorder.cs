using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Conformance.Hosts;

namespace KryptonFunctions.Conformance.Recording;

/// <summary>Records what the genuine extension does: the command <c>record</c>.</summary>
internal static class Recorder
{
    /// <summary>So many at a time that the machine still keeps up with the scenarios' seconds.</summary>
    private const int Many = 24;

    /// <summary>So few that what still differs is no matter of load.</summary>
    private const int Few = 4;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<int> RunAsync(int runs)
    {
        string[] names = [.. Drive.All.Keys.Order(StringComparer.Ordinal)];
        await using var host = await GenuineHost.StartAsync();
        var outcomes = await RunAllAsync(host, names, runs, Many);
        string[] differing = [.. names.Where(name => Outcomes.Unstable(outcomes[name]).Count > 0)];
        Console.WriteLine($"Not the same in every run, so run again, few at a time: {string.Join(", ", differing)}.");
        foreach (var (name, calm) in await RunAllAsync(host, differing, runs, Few))
        {
            outcomes[name] = calm;
        }

        var scenarios = new JsonObject(
            names.Select(name => KeyValuePair.Create(name, (JsonNode?)Entry(outcomes[name])))
        );
        await File.WriteAllTextAsync(Built.Recording, Recording(runs, scenarios).ToJsonString(Format) + "\n");
        Report(scenarios);
        return 0;
    }

    /// <summary>
    /// All once, then all again: what a busy moment does to a scenario, it does not do to every run of it.
    /// </summary>
    private static async Task<Dictionary<string, List<JsonObject>>> RunAllAsync(
        IScenarioHost host,
        string[] names,
        int runs,
        int parallel
    )
    {
        var clock = Stopwatch.StartNew();
        using var slots = new Slots(parallel);
        var outcomes = new Dictionary<string, List<JsonObject>>(StringComparer.Ordinal);
        for (var run = 1; run <= runs; run++)
        {
            var ended = await Task.WhenAll(names.Select(name => slots.RunAsync(() => host.RunAsync(name))));
            foreach (var (name, outcome) in names.Zip(ended))
            {
                outcomes.TryAdd(name, []);
                outcomes[name].Add(outcome);
            }

            var after = clock.Elapsed.TotalSeconds;
            Console.WriteLine($"{names.Length} scenarios, {parallel} at a time, run {run} of {runs}: {after:F0} s.");
        }

        return outcomes;
    }

    private static JsonObject Recording(int runs, JsonObject scenarios) =>
        new()
        {
            ["about"] =
                "Written by 'dotnet run -c Release --project tests/KryptonFunctions.Conformance -- record'; see "
                + "docs/host.md.",
            ["versions"] = JsonSerializer.SerializeToNode(PackageVersions.Genuine()),
            ["runs"] = runs,
            ["scenarios"] = scenarios,
        };

    /// <summary>The first run, and what the others had elsewhere.</summary>
    private static JsonObject Entry(List<JsonObject> outcomes)
    {
        var entry = new JsonObject { ["expected"] = outcomes[0].DeepClone() };
        var unstable = Outcomes.Unstable(outcomes);
        if (unstable.Count > 0)
        {
            entry["unstable"] = unstable;
        }

        return entry;
    }

    private static void Report(JsonObject scenarios)
    {
        var unstable = scenarios.Where(scenario => scenario.Value!["unstable"] is not null).ToList();
        Console.WriteLine($"{scenarios.Count} scenarios recorded, {unstable.Count} of them not the same in every run.");
        foreach (var (name, entry) in unstable)
        {
            var pointers = entry!["unstable"]!.AsObject().Select(leaf => leaf.Key);
            Console.WriteLine($"  {name}: {string.Join(", ", pointers)}");
        }
    }
}

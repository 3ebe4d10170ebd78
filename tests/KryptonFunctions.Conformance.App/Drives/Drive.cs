using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Every scenario by name, with the client calls that drive it.</summary>
public static class Drive
{
    public static IReadOnlyDictionary<string, Func<Run, Task<OrchestrationMetadata?>>> All { get; } = Build();

    public static async Task<JsonObject> RunAsync(string scenario, DurableTaskClient client)
    {
        var run = new Run(client, scenario);
        OrchestrationMetadata? last = await All[scenario](run);
        return run.Outcome(last);
    }

    private static DriveList Build()
    {
        var all = new DriveList();
        ActivityDrives.Add(all);
        EventDrives.Add(all);
        GenerationDrives.Add(all);
        ScheduleDrives.Add(all);
        ControlDrives.Add(all);
        QueryDrives.Add(all);
        ListDrives.Add(all);
        IllegalDrives.Add(all);
        return all;
    }
}

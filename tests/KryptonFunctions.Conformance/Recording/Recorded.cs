using System.Text.Json;
using System.Text.Json.Nodes;

namespace KryptonFunctions.Conformance.Recording;

/// <summary>What the genuine extension did, as <see cref="Recorder"/> wrote it.</summary>
internal static class Recorded
{
    private static readonly JsonNode All = Read();

    public static IReadOnlyDictionary<string, string> Versions { get; } =
        All["versions"].Deserialize<Dictionary<string, string>>()!;

    public static IEnumerable<string> Scenarios => All["scenarios"]!.AsObject().Select(scenario => scenario.Key);

    public static JsonNode Of(string scenario) =>
        All["scenarios"]![scenario]
        ?? throw new ArgumentException($"There is no recording of {scenario}.", nameof(scenario));

    private static JsonNode Read()
    {
        using var recording = typeof(Recorded).Assembly.GetManifestResourceStream("expected.json")!;
        return JsonNode.Parse(recording)!;
    }
}

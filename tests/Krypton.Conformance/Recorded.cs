using System.Text.Json.Nodes;

namespace Krypton.Conformance;

/// <summary>What the genuine stack did.</summary>
internal static class Recorded
{
    private static readonly JsonNode Scenarios = JsonNode.Parse(Open("expected.json"))!["scenarios"]!;

    public static JsonNode Of(string scenario) => Scenarios[scenario] ?? throw new ArgumentException($"There is no recording of {scenario}.", nameof(scenario));

    public static Stream Open(string resource) => typeof(Recorded).Assembly.GetManifestResourceStream(resource)!;
}

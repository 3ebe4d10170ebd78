namespace KryptonFunctions.Conformance;

/// <summary>Where the test host differs from what was recorded on the genuine extension; at most five.</summary>
internal static class DeliberateDifferences
{
    public const int AtMost = 5;

    private const string Decimals =
        "12.50 stays 12.50, as the orchestrator wrote it; the genuine extension reads payloads as double on their way.";

    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["JsonRaw"] = Decimals,
            ["JsonRoundTrip"] = Decimals,
            ["UnknownActivity"] = "The failure names the activities that there are; the genuine one says '(unknown)'.",
        };
}

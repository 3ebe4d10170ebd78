namespace Krypton.Conformance;

/// <summary>Where the test host differs from what was recorded on the genuine one; at most five.</summary>
internal static class DeliberateDifferences
{
    public const int AtMost = 5;

    private const string NewerPackage =
        "Recorded with Microsoft.DurableTask 1.25; the version that we deploy leaves out waits that were cancelled.";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["JsonRaw"] = "12.50 stays 12.50: the genuine host reads payloads as double on their way and gives 12.5.",
        ["JsonRoundTrip"] = "As JsonRaw.",
        ["EventBetweenWaits"] = NewerPackage,
        ["EventCancelledNewerWait"] = NewerPackage,
    };
}

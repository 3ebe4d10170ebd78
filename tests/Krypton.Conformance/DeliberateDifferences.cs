namespace Krypton.Conformance;

/// <summary>Where our engine differs from the genuine one on purpose; at most ten.</summary>
internal static class DeliberateDifferences
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ReplayOtherInput"] = "The input of an action is compared too: an orchestrator that gives another input on replay is wrong, and the genuine engine does not see it.",
        ["ReplayMoreAfter"] = "A task that is new at the end of a past step is found: the genuine engine runs it as if it had always been there.",
        ["JsonRaw"] = "12.50 stays 12.50: the genuine host reads payloads as double on their way and gives 12.5.",
        ["JsonRoundTrip"] = "As JsonRaw.",
        ["RaiseEventExtraIsIgnored"] = "An event is acknowledged when it has been handled; the one after the last finds the instance ended and is refused, not lost.",
    };
}

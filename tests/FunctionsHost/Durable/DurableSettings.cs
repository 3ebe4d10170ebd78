namespace FunctionsHost.Durable;

/// <summary>How the durable engine works; the first three come from host.json, <c>extensions.durableTask</c>.</summary>
internal sealed record DurableSettings
{
    public string HubName { get; init; } = "TestHubName";

    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    public bool Strict { get; init; } = true;

    public int? CompletionSeed { get; init; }

    public int? StopAfterSteps { get; init; }

    /// <summary>
    /// So long a started instance stays Pending, as it would while its message waits in a queue: who asks at once sees
    /// it so.
    /// </summary>
    public TimeSpan StartLatency { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Characters of history over which a warning is logged: 1 Mi.</summary>
    public long HistoryWarning { get; init; } = 1024 * 1024;
}

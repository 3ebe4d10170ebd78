using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>What is different in one <see cref="PrefetchWorld"/>.</summary>
internal sealed record WorldSettings
{
    /// <summary>Settings of the app, over those of every world.</summary>
    public IReadOnlyDictionary<string, string?> More { get; init; } = new Dictionary<string, string?>();

    /// <summary>The DCC hears of its meetings.</summary>
    public bool TellsDcc { get; init; }

    /// <summary>Path of another host.json than the app's.</summary>
    public string? HostJson { get; init; }

    /// <summary>Takes the log lines; null: nobody does.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}

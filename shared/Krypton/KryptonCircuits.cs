using System.Collections.Concurrent;
using KryptonFunctions.Observability;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Which kinds of calls this process refuses at once, because half of them failed lately. One that is open stays so
/// until a call of its kind is tried again and answered.
/// </summary>
public sealed partial class KryptonCircuits(ILogger<KryptonCircuits> logger)
{
    private readonly ConcurrentDictionary<KryptonCall, DateTimeOffset> open = [];

    /// <summary>The open ones, each with the instant of its opening.</summary>
    public IReadOnlyDictionary<KryptonCall, DateTimeOffset> Open => open;

    internal void Opened(KryptonCall call)
    {
        // It opens again after each trial that failed; what counts is the first time. The wire has the real clock.
        if (open.TryAdd(call, TimeProvider.System.GetUtcNow()))
        {
            KryptonMetrics.CircuitChanged(call.ToString(), by: 1);
            LogOpened(call);
        }
    }

    internal void Closed(KryptonCall call)
    {
        if (open.TryRemove(call, out _))
        {
            KryptonMetrics.CircuitChanged(call.ToString(), by: -1);
            LogClosed(call);
        }
    }

    [LoggerMessage(3110, LogLevel.Error, "Krypton's circuit is open: calls of kind {Call} are refused at once.")]
    private partial void LogOpened(KryptonCall call);

    [LoggerMessage(3111, LogLevel.Information, "Krypton's circuit is closed again: {Call}.")]
    private partial void LogClosed(KryptonCall call);
}

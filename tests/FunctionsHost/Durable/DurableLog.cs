using FunctionsHost.Durable.Checks;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Durable;

internal static partial class DurableLog
{
    [LoggerMessage(100, LogLevel.Error, "Durable storage failed for instance {Instance}; it is tried again.")]
    public static partial void StorageFailed(this ILogger log, string instance, Exception exception);

    [LoggerMessage(101, LogLevel.Warning, "Activity {Activity} failed.")]
    public static partial void ActivityFailed(this ILogger log, string activity, Exception exception);

    [LoggerMessage(
        102,
        LogLevel.Warning,
        "The orchestrator {Orchestrator} ({Instance}) left its thread: {Reason}. On the genuine host it hangs without "
            + "a message. "
            + Advice.AwaitDurable
    )]
    public static partial void LeftItsThread(this ILogger log, string orchestrator, string instance, string reason);

    [LoggerMessage(
        103,
        LogLevel.Warning,
        "The history of {Instance} ({Orchestrator}) has grown to {Characters} characters; each step reads all of it. "
            + "Use ContinueAsNew or sub-orchestrations."
    )]
    public static partial void HistoryIsLarge(this ILogger log, string instance, string orchestrator, long characters);

    [LoggerMessage(104, LogLevel.Debug, "An event for {Instance} was dropped: {Reason}")]
    public static partial void EventDropped(this ILogger log, string instance, string reason);

    [LoggerMessage(105, LogLevel.Warning, "Instance {Instance} ({Orchestrator}) failed: {Output}")]
    public static partial void InstanceFailed(this ILogger log, string instance, string orchestrator, string output);

    [LoggerMessage(106, LogLevel.Information, "Taking up {Count} unfinished instances.")]
    public static partial void TakingUp(this ILogger log, int count);
}

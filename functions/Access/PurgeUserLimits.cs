using KryptonFunctions.Access;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Functions.Access;

/// <summary>
/// Each night removes the counts of users who have neither searched nor asked for a link for a day: the limits are by
/// the minute, and what says when somebody worked is not kept for nothing.
/// </summary>
public sealed partial class PurgeUserLimits(UseCounter counter, TimeProvider time, ILogger<PurgeUserLimits> logger)
{
    [Function(nameof(PurgeUserLimits))]
    public async Task RunAsync([TimerTrigger("0 50 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogRemoved(await counter.RemoveUnusedAsync(time.GetUtcNow().AddDays(-1), cancellationToken));

    [LoggerMessage(2011, LogLevel.Information, "The counts of {Count} users were removed.")]
    private partial void LogRemoved(int count);
}

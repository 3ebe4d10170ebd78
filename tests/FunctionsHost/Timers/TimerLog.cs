using Microsoft.Extensions.Logging;

namespace FunctionsHost.Timers;

internal static partial class TimerLog
{
    [LoggerMessage(400, LogLevel.Error, "Timer function {Function} failed; its next call is as scheduled.")]
    public static partial void TimerFailed(this ILogger log, string function, Exception exception);
}

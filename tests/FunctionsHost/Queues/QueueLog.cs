using Microsoft.Extensions.Logging;

namespace FunctionsHost.Queues;

internal static partial class QueueLog
{
    [LoggerMessage(300, LogLevel.Warning, "Queue {Queue} cannot be reached; it is tried again.")]
    public static partial void QueueUnreachable(this ILogger log, string queue, Exception exception);

    [LoggerMessage(301, LogLevel.Warning, "Function {Function} failed for message {Message}, try {Try} of {Tries}.")]
    public static partial void MessageFailed(
        this ILogger log,
        string function,
        string message,
        long @try,
        int tries,
        Exception exception
    );

    [LoggerMessage(302, LogLevel.Error, "Message {Message} was moved to {Queue}.")]
    public static partial void MessagePoisoned(this ILogger log, string message, string queue);
}

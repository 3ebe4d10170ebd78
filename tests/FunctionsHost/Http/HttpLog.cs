using Microsoft.Extensions.Logging;

namespace FunctionsHost.Http;

internal static partial class HttpLog
{
    [LoggerMessage(200, LogLevel.Error, "Function {Function} failed.")]
    public static partial void FunctionFailed(this ILogger log, string function, Exception exception);
}

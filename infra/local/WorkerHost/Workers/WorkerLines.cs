namespace WorkerHost.Workers;

/// <summary>What the worker prints by itself, beside its log.</summary>
internal static partial class WorkerLines
{
    public static void Output(ILogger log, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            log.Printed(line);
        }
    }

    public static void Error(ILogger log, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            log.Complained(line);
        }
    }

    [LoggerMessage(100, LogLevel.Information, "{Line}")]
    private static partial void Printed(this ILogger log, string line);

    [LoggerMessage(101, LogLevel.Warning, "{Line}")]
    private static partial void Complained(this ILogger log, string line);
}

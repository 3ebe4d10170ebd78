using Microsoft.Extensions.Logging;

namespace FunctionsHost.Tests.Durable;

/// <summary>Warnings and errors that were logged.</summary>
internal sealed class RecordedLog : Queues.TextLog, ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            Add(formatter(state, exception));
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}

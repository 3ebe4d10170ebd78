using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Conformance;

/// <summary>Takes what a logger named <see cref="Prefix"/> + instance id writes, as facts of that instance.</summary>
public sealed class FactsLoggerProvider : ILoggerProvider
{
    public const string Prefix = "Conformance.";

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

    public void Dispose() { }

    private sealed class Logger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => category.StartsWith(Prefix, StringComparison.Ordinal);

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
                Facts.Add(category[Prefix.Length..], "log " + formatter(state, exception));
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>
/// Collects log lines of another process, or every log line and span of this one, so that a test can search them.
/// </summary>
public sealed class Telemetry : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = [];
    private readonly ActivityListener listener;

    public Telemetry()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
                lines.Enqueue(
                    $"span {span.Source.Name} {span.DisplayName} "
                        + $"{string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} "
                        + $"{string.Join(' ', span.Baggage)}"
                ),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>All lines so far.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Takes a line of another process.</summary>
    public void Take(string line) => lines.Enqueue(line);

    /// <summary>Takes everything down to Trace.</summary>
    public void Capture(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.Services.AddSingleton<ILoggerProvider>(this);
    }

    public ILogger CreateLogger(string categoryName) => new Line(categoryName, lines);

    public void Dispose() => listener.Dispose();

    private sealed class Line(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"scope {category} {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {category} {eventId} {formatter(state, exception)} {exception}");
    }
}

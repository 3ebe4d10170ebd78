using Azure;
using Krypton.Traces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Krypton.Health;

/// <summary>Says whether requests can be served: storage answers, and Krypton does. Looked at once in five seconds at most, however often it is asked.</summary>
public sealed partial class Readiness(TraceTable traces, HttpClient krypton, IOptions<Platform.KryptonOptions> options, TimeProvider time, ILogger<Readiness> logger) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim looking = new(1, 1);
    private ReadinessReport? latest;

    public async Task<ReadinessReport> LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (latest is null || time.GetUtcNow() - latest.At > Fresh)
            {
                var storage = AnswersAsync("storage", () => traces.HeadAsync("-", cancellationToken));
                var platform = AnswersAsync("krypton", () => CallAsync(cancellationToken));
                latest = new ReadinessReport(time.GetUtcNow(), await storage, await platform);
            }

            return latest;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    /// <summary>The capability statement needs no token, so this asks whether Krypton is there, not whether it knows us.</summary>
    private async Task CallAsync(CancellationToken cancellationToken)
    {
        using var answer = await krypton.GetAsync(new Uri(options.Value.FhirBaseUrl.TrimEnd('/') + "/metadata"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<bool> AnswersAsync(string part, Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or HttpRequestException or OperationCanceledException)
        {
            LogDown(part, e.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(3100, LogLevel.Warning, "Not ready: {Part} does not answer ({Error}).")]
    private partial void LogDown(string part, string error);
}

/// <summary>What was found.</summary>
public sealed record ReadinessReport(DateTimeOffset At, bool Storage, bool Krypton)
{
    public bool Ready => Storage && Krypton;
}

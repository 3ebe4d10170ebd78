using Azure;
using Azure.Identity;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Health;

/// <summary>
/// Says whether requests can be served: storage answers, and Krypton does. Looked at once in five seconds at most,
/// however often it is asked.
/// </summary>
public sealed partial class Readiness(
    TraceTable traces,
    HttpClient krypton,
    IOptions<Krypton.KryptonOptions> options,
    TimeProvider time,
    ILogger<Readiness> logger
)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(3);
    private readonly Lock gate = new();
    private Task<ReadinessReport>? latest;
    private DateTimeOffset lookedAt;

    /// <summary>
    /// What was found, by a look that many callers share: one who gives up ends their own waiting, not the look.
    /// </summary>
    public Task<ReadinessReport> CheckAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (latest is null || latest.IsFaulted || (latest.IsCompleted && now - lookedAt > Fresh))
            {
                (latest, lookedAt) = (LookOnceAsync(now), now);
            }

            return latest.WaitAsync(cancellationToken);
        }
    }

    private async Task<ReadinessReport> LookOnceAsync(DateTimeOffset at)
    {
        using var deadline = new CancellationTokenSource(Max);
        var storage = AnswersAsync("storage", () => traces.HeadAsync("-", deadline.Token));
        var platform = AnswersAsync("krypton", () => CallAsync(deadline.Token));
        return new ReadinessReport(at, await storage, await platform);
    }

    /// <summary>
    /// The capability statement needs no token, so this asks whether Krypton is there, not whether it knows us.
    /// </summary>
    private async Task CallAsync(CancellationToken cancellationToken)
    {
        using var answer = await krypton.GetAsync(
            new Uri(options.Value.FhirBaseUrl.TrimEnd('/') + "/metadata"),
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        answer.EnsureSuccessStatusCode();
    }

    private async Task<bool> AnswersAsync(string part, Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception e)
            when (e
                    is RequestFailedException
                        or AuthenticationFailedException
                        or AggregateException
                        or HttpRequestException
                        or OperationCanceledException
            )
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

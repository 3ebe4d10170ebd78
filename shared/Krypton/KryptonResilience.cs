using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace KryptonFunctions.Krypton;

/// <summary>
/// How a call to Krypton survives a bad moment, from the outside in: total time-out, repeats, circuit breaker of its
/// kind, its kind's share of the calls at once, the process-wide limit of them, time-out of one attempt. Time is the
/// real one, not a test's clock: it is about the wire.
/// </summary>
internal static class KryptonResilience
{
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    private static readonly HttpRequestOptionsKey<KryptonCall> Kind = new("krypton.call");

    private static readonly HttpRequestOptionsKey<int> Repeated = new("krypton.repeated");

    /// <summary>Says of which kind a request is, before it is sent.</summary>
    public static void Mark(HttpRequestMessage request, KryptonCall call) => request.Options.Set(Kind, call);

    /// <summary>How often a request was tried, once it has ended.</summary>
    public static int Attempts(HttpRequestMessage request) =>
        1 + (request.Options.TryGetValue(Repeated, out var repeated) ? repeated : 0);

    /// <summary>
    /// The name of the pipeline that a request takes. The library tries it once with a request of its own, which is of
    /// no kind.
    /// </summary>
    public static string PipelineOf(HttpRequestMessage request) =>
        (request.Options.TryGetValue(Kind, out var call) ? call : default).ToString();

    /// <summary>The limit of calls at once, one for all clients.</summary>
    public static ConcurrencyLimiter Limiter(KryptonOptions options) =>
        new(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = options.MaxConcurrentCalls,
                QueueLimit = options.MaxQueuedCalls,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );

    public static void Configure(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline,
        ResilienceHandlerContext context
    )
    {
        var options = context.ServiceProvider.GetRequiredService<IOptions<KryptonOptions>>().Value;
        var circuits = context.ServiceProvider.GetRequiredService<KryptonCircuits>();
        var call = Enum.Parse<KryptonCall>(context.InstanceName);

        // The builder takes the container's clock by itself; one that a test moves would end calls, or never.
        pipeline.TimeProvider = TimeProvider.System;
        pipeline.AddTimeout(TimeSpan.FromSeconds(options.TotalTimeoutSeconds));
        if (options.Retries > 0)
        {
            pipeline.AddRetry(Repeats(options));
        }

        pipeline
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = options.CircuitMinimumCalls,
                    SamplingDuration = Sampling,
                    BreakDuration = TimeSpan.FromSeconds(options.CircuitBreakSeconds),
                    ShouldHandle = outcome => ValueTask.FromResult(IsDown(outcome.Outcome)),
                    OnOpened = _ =>
                    {
                        circuits.Opened(call);
                        return default;
                    },
                    OnClosed = _ =>
                    {
                        circuits.Closed(call);
                        return default;
                    },
                }
            )
            // Calls of one kind that hang leave a quarter to the others.
            .AddConcurrencyLimiter(Math.Max(1, options.MaxConcurrentCalls * 3 / 4), options.MaxQueuedCalls)
            .AddRateLimiter(context.ServiceProvider.GetRequiredService<ConcurrencyLimiter>())
            .AddTimeout(TimeSpan.FromSeconds(options.AttemptTimeoutSeconds));
    }

    private static RetryStrategyOptions<HttpResponseMessage> Repeats(KryptonOptions options) =>
        new()
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(options.RetryDelaySeconds),
            OnRetry = attempt =>
            {
                attempt.Context.GetRequestMessage()?.Options.Set(Repeated, attempt.AttemptNumber + 1);
                return default;
            },
            ShouldHandle = attempt =>
                ValueTask.FromResult(
                    IsRepeatable(attempt.Context.GetRequestMessage())
                        && (
                            IsDown(attempt.Outcome)
                            || attempt.Outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests
                        )
                        && !(
                            KryptonExchange.RetryAfter(attempt.Outcome.Result)
                            > TimeSpan.FromSeconds(options.MaxRetryAfterSeconds)
                        )
                ),
            DelayGenerator = attempt =>
                ValueTask.FromResult(
                    KryptonExchange.RetryAfter(attempt.Outcome.Result) is { } wait && wait > TimeSpan.Zero
                        ? wait
                        : (TimeSpan?)null
                ),
        };

    /// <summary>
    /// Reads, searches and creates that carry the key of what exists already: only these may reach Krypton twice.
    /// </summary>
    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request is not null
        && (
            request.Method == HttpMethod.Get
            || (
                request.Method == HttpMethod.Post
                && (
                    request.Headers.Contains("If-None-Exist")
                    || request.RequestUri!.AbsolutePath.EndsWith("/_search", StringComparison.Ordinal)
                )
            )
        );

    private static bool IsDown(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
        || outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
}

using System.Net;
using System.Net.Http.Headers;
using KryptonFunctions.Access;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace KryptonFunctions.Krypton;

/// <summary>What came of one exchange with Krypton, before anybody has looked into the body.</summary>
internal abstract record KryptonReply
{
    /// <summary>
    /// An answer of the expected type with a status that means something to the caller: 2xx, 400, 404, 409, 410, 412,
    /// 422, 428.
    /// </summary>
    public sealed record Answer(HttpStatusCode Status, byte[] Body, string? ETag, Uri? Location) : KryptonReply
    {
        public bool Success => (int)Status is >= 200 and < 300;

        /// <summary>
        /// The server said by <c>Warning: 299</c> that there is more than it gave (PS3.18, 8.3.4.4).
        /// </summary>
        public bool HasMore { get; init; }
    }

    public sealed record Failed(KryptonFault Fault) : KryptonReply;
}

/// <summary>
/// Sends a request and turns everything that may go wrong on the way into a value. Only the caller's own cancellation
/// is thrown; the deadline of the current call is a time-out.
/// </summary>
internal static class KryptonExchange
{
    public static async Task<KryptonReply> ExchangeAsync(
        this HttpClient http,
        HttpRequestMessage request,
        KryptonCall call,
        string mediaType,
        CancellationToken cancellationToken
    )
    {
        using var observed = new ObservedCall(call, request);
        return observed.End(await ReplyAsync(http, request, call, mediaType, cancellationToken));
    }

    private static async Task<KryptonReply> ReplyAsync(
        HttpClient http,
        HttpRequestMessage request,
        KryptonCall call,
        string mediaType,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        KryptonResilience.Mark(request, call);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, CurrentCall.Deadline);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return Faulty(response) is { } fault
                ? new KryptonReply.Failed(fault)
                : new KryptonReply.Answer(
                    response.StatusCode,
                    await response.Content.ReadAsByteArrayAsync(either.Token),
                    response.Headers.ETag?.ToString(),
                    response.Headers.Location
                )
                {
                    HasMore = HasMore(response),
                };
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && Fault(failure) is not null)
        {
            return new KryptonReply.Failed(Fault(failure)!);
        }
    }

    /// <summary>When Krypton said to come again.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response) =>
        response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow()),
            _ => null,
        };

    // Servers write the header in forms that its grammar does not know. That names are not matched fuzzily has the same
    // code, and says nothing about how many there are.
    private static bool HasMore(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Warning", out var warnings)
        && warnings.Any(text =>
            text.Contains("299", StringComparison.Ordinal)
            && !text.Contains("fuzzymatching", StringComparison.OrdinalIgnoreCase)
        );

    private static KryptonFault? Faulty(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            429 => new KryptonFault("throttled", RetryAfter: RetryAfter(response)),
            >= 500 => new KryptonFault($"http-{status}", RetryAfter: RetryAfter(response)),
            401 or 403 => new KryptonFault($"http-{status}"),
            >= 300 and < 400 => KryptonFault.Bad("redirect"),
            >= 200
            and < 300
                when response.Content.Headers.ContentLength is not 0 && !IsJson(response.Content.Headers.ContentType) =>
                KryptonFault.Bad("wrong-content-type"),
            >= 200 and < 300 or 400 or 404 or 409 or 410 or 412 or 422 or 428 => null,
            _ => KryptonFault.Bad($"http-{status}"),
        };
    }

    private static bool IsJson(MediaTypeHeaderValue? type) =>
        type?.MediaType?.ToLowerInvariant()
            is "application/json"
                or "application/fhir+json"
                or "application/dicom+json";

    private static KryptonFault? Fault(Exception failure) =>
        failure switch
        {
            BrokenCircuitException => new KryptonFault("circuit-open"),
            RateLimiterRejectedException => new KryptonFault("busy"),
            TimeoutRejectedException or OperationCanceledException => new KryptonFault("timeout"),
            KryptonTokenException => new KryptonFault("token"),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => KryptonFault.Bad(
                "too-large"
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => KryptonFault.Bad(
                "broken-http"
            ),
            // What is said to be compressed and is not.
            InvalidDataException => KryptonFault.Bad("broken-encoding"),
            HttpRequestException or IOException => new KryptonFault("unreachable"),
            _ => null,
        };
}

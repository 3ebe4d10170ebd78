using KryptonMock.Faults;
using KryptonMock.Tokens;

namespace KryptonMock.Http;

/// <summary>What every call passes: token, rate, faults, latency, the record of requests.</summary>
internal sealed class FrontDoor(
    AccessTokens tokens,
    FaultBook faults,
    Latency latency,
    RequestLog log,
    Func<MockSettings> settings,
    TimeProvider time,
    CancellationToken stopping
)
{
    private readonly RateLimit rate = new(time);

    public async Task<MockAnswer> EnterAsync(Route route, MockRequest request)
    {
        var (at, start) = (time.GetUtcNow(), TimeProvider.System.GetTimestamp());
        var status = 0;
        try
        {
            var answer = await AnswerAsync(route, request);
            status = answer.Status;

            // What it took to answer is part of the latency that is set, so that a benchmark's waves last what they are
            // said to.
            if (route.Call != CallType.Viewer)
            {
                var traits = settings();
                await latency.WaitAsync(
                    traits.LatencyMilliseconds,
                    traits.LatencySigma,
                    TimeProvider.System.GetElapsedTime(start),
                    stopping
                );
            }

            return answer;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return MockAnswer.Empty(503);
        }
        finally
        {
            log.Add(route.Call, request, status, at, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private async Task<MockAnswer> AnswerAsync(Route route, MockRequest request)
    {
        var traits = settings();
        var striking = faults.Strike(FaultKinds.OfCalls, route.Call, route.StudyUid(request));
        foreach (var fault in striking)
        {
            switch (fault.Kind)
            {
                case FaultKind.Latency:
                    await latency.WaitAsync(fault.Milliseconds, fault.Sigma, spent: TimeSpan.Zero, stopping);
                    break;
                case FaultKind.TimeOut:
                    await Task.Delay(Timeout.Infinite, stopping);
                    break;
                case FaultKind.Status:
                    return Failing(fault);
            }
        }

        if (route.NeedsBearer && !tokens.Accepts(request.Header("Authorization")))
        {
            return MockAnswer
                .Outcome(401, "login", "A valid bearer token is needed.")
                .With("WWW-Authenticate", "Bearer");
        }

        if (route.NeedsBearer && rate.Exceeds(traits.CallsPerSecond))
        {
            return MockAnswer.Outcome(429, "throttled", "Too many calls.").With("Retry-After", "1");
        }

        var answer = await route.Answer(request);
        return striking.Aggregate(answer, (spoilt, fault) => SpoiltAnswers.Spoil(spoilt, fault, request));
    }

    private static MockAnswer Failing(Fault fault)
    {
        var answer = MockAnswer.Outcome(fault.Status, "transient", "A fault that was set.");
        return fault.RetryAfterSeconds is { } seconds ? answer.With("Retry-After", seconds.ToString()) : answer;
    }
}

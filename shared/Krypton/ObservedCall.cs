using System.Diagnostics;
using KryptonFunctions.Observability;

namespace KryptonFunctions.Krypton;

/// <summary>
/// One call to Krypton as a span: of which kind, what came of it, after how many attempts. Never its address or its
/// content. HttpClient passes the span on to Krypton as <c>traceparent</c>.
/// </summary>
internal sealed class ObservedCall(KryptonCall call, HttpRequestMessage request) : IDisposable
{
    private const string CalledOff = "called-off";

    private readonly Activity? span = KryptonActivities.StartCall(call.ToString());
    private readonly long begun = Stopwatch.GetTimestamp();
    private string outcome = CalledOff;

    /// <summary>Takes what came of it, and gives it on.</summary>
    public KryptonReply End(KryptonReply reply)
    {
        switch (reply)
        {
            case KryptonReply.Answer answer:
                outcome = "answered";
                span?.SetTag("http.response.status_code", (int)answer.Status);
                break;
            case KryptonReply.Failed failed:
                outcome = failed.Fault.Code;
                span?.SetStatus(ActivityStatusCode.Error);
                break;
        }

        return reply;
    }

    public void Dispose()
    {
        KryptonMetrics.Called(call.ToString(), outcome, Stopwatch.GetElapsedTime(begun));
        span?.SetTag("krypton.outcome", outcome).SetTag("krypton.attempts", KryptonResilience.Attempts(request));
        span?.Dispose();
    }
}

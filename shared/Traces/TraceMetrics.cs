using System.Globalization;
using KryptonFunctions.Observability;

namespace KryptonFunctions.Traces;

/// <summary>
/// What is measured by the traces. Of a step that is repeated one trace is written, so links, orders, ended transfers
/// and begun meetings are counted here, where a trace has just been written, and nowhere twice.
/// </summary>
internal static class TraceMetrics
{
    private const string Unknown = "unknown";

    /// <summary>A trace stands in its chain now.</summary>
    public static void Written(Trace trace)
    {
        var (action, detail) = (trace.Entry.Action, trace.Entry.Detail);
        var site = detail.GetValueOrDefault(TraceFacts.Site, Unknown);
        switch (action)
        {
            case TraceAction.LinkIssued:
                KryptonMetrics.Link("issued");
                break;
            case TraceAction.LinkOpened:
                KryptonMetrics.Link("opened");
                break;
            case TraceAction.LinkRefused:
                KryptonMetrics.Link("refused");
                break;
            case TraceAction.OrderPlaced:
                KryptonMetrics.Order("placed", site);
                break;
            case TraceAction.OrderCancelled:
                KryptonMetrics.Order("cancelled", site);
                break;
            case TraceAction.RepatriationEnded:
                KryptonMetrics.RepatriationEnded(
                    detail.GetValueOrDefault(TraceFacts.State, Unknown),
                    site,
                    ToVerified(detail)
                );
                break;
            case TraceAction.RcpBegan:
                KryptonMetrics.Began(detail.GetValueOrDefault(TraceFacts.Ready) == "true");
                break;
        }
    }

    /// <summary>Traces have come so far on their way.</summary>
    public static void Reached(string stage, IEnumerable<Trace> traces, DateTimeOffset now)
    {
        foreach (var trace in traces)
        {
            Reached(stage, trace.At, now);
        }
    }

    public static void Reached(string stage, DateTimeOffset at, DateTimeOffset now) =>
        KryptonMetrics.TraceReached(stage, now - at);

    private static TimeSpan? ToVerified(IReadOnlyDictionary<string, string> detail) =>
        long.TryParse(
            detail.GetValueOrDefault(TraceFacts.Seconds),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        )
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

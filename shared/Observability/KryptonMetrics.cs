using System.Diagnostics.Metrics;

namespace KryptonFunctions.Observability;

/// <summary>
/// The app's metrics, all of them, as docs/observability.md lists them (a test compares). Tags are closed lists or the
/// FINESS number of an establishment: nothing of a person, an RCP or a study. Recorded in activities, use cases and
/// middleware; never in an orchestrator, which is replayed.
/// </summary>
public static class KryptonMetrics
{
    /// <summary>By which a listener asks for them.</summary>
    public const string MeterName = "KryptonFunctions";

    /// <summary>A call of the API that takes longer is slow.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private static readonly double[] Moments = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 120, 600];
    private static readonly double[] Minutes = [30, 60, 120, 300, 600, 1_800, 3_600, 14_400, 86_400];
    private static readonly int[] Numbers = [0, 1, 2, 3, 5, 10, 20, 40];

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> ApiDuration = Seconds(
        "krypton.api.duration",
        "Calls of the API until the answer is sent, and how they ended"
    );

    private static readonly Histogram<double> CallDuration = Seconds(
        "krypton.call.duration",
        "Calls to Krypton with all their attempts, and what came of them"
    );

    private static readonly UpDownCounter<int> OpenCircuits = Meter.CreateUpDownCounter<int>(
        "krypton.circuits.open",
        "{circuit}",
        "Kinds of calls to Krypton that are refused at once, over all instances"
    );

    private static readonly Histogram<double> SearchDuration = Seconds(
        "krypton.search.duration",
        "Searches that a user waited for, from plan to ranking"
    );

    private static readonly Histogram<int> SearchWaves = Count(
        "krypton.search.waves",
        "{wave}",
        "Waves of queries that a search took"
    );

    private static readonly Histogram<int> SearchRequests = Count(
        "krypton.search.requests",
        "{request}",
        "Queries that a search sent to Krypton"
    );

    private static readonly Counter<int> SearchBest = Meter.CreateCounter<int>(
        "krypton.search.best",
        "{search}",
        "Searches by the tier of their best candidate"
    );

    private static readonly Counter<int> Links = Meter.CreateCounter<int>(
        "krypton.links",
        "{link}",
        "Links to the viewer that were issued, opened, refused"
    );

    private static readonly Counter<int> Orders = Meter.CreateCounter<int>(
        "krypton.orders",
        "{order}",
        "Orders of studies that were placed or taken back, by the establishment that has the study"
    );

    private static readonly Counter<int> Repatriations = Meter.CreateCounter<int>(
        "krypton.repatriations",
        "{study}",
        "Studies whose way to the central server ended, by how"
    );

    private static readonly Histogram<double> TimeToVerified = Meter.CreateHistogram(
        "krypton.repatriation.duration",
        "s",
        "From a study's order to its being verified on the central server",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = Minutes }
    );

    private static readonly Counter<int> Boards = Meter.CreateCounter<int>(
        "krypton.boards",
        "{meeting}",
        "Meetings that began, by whether their board said that they were ready"
    );

    private static readonly Histogram<double> QueueLag = Seconds(
        "krypton.queue.lag",
        "How long a message waited in its queue"
    );

    private static readonly Counter<int> Limits = Meter.CreateCounter<int>(
        "krypton.limits",
        "{refusal}",
        "Requests that were refused because a limit was reached"
    );

    private static readonly Histogram<double> TraceLag = Seconds(
        "krypton.trace.lag",
        "From an access to its trace being in the chain, found by a search, held by Krypton too"
    );

    /// <param name="function">Its name.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="duration">Until it was sent.</param>
    public static void Answered(string function, int status, TimeSpan duration) =>
        ApiDuration.Record(
            duration.TotalSeconds,
            new("function", function),
            new("status", $"{status / 100}xx"),
            new("slow", duration > Slow ? "true" : "false")
        );

    /// <param name="function">That takes the messages.</param>
    /// <param name="lag">Since the message was put in.</param>
    public static void Taken(string function, TimeSpan lag) => Record(QueueLag, lag, Tag("function", function));

    internal static void Called(string call, string outcome, TimeSpan duration) =>
        CallDuration.Record(duration.TotalSeconds, new("call", call), new("outcome", outcome));

    internal static void CircuitChanged(string call, int by) => OpenCircuits.Add(by, Tag("call", call));

    internal static void SearchTook(string outcome, TimeSpan duration) =>
        SearchDuration.Record(duration.TotalSeconds, Tag("outcome", outcome));

    internal static void Searched(string by, int waves, int requests, string tier)
    {
        SearchWaves.Record(waves, Tag("by", by));
        SearchRequests.Record(requests, Tag("by", by));
        SearchBest.Add(1, new("by", by), new("tier", tier));
    }

    internal static void Link(string what) => Links.Add(1, Tag("event", what));

    internal static void Order(string what, string site) => Orders.Add(1, new("event", what), new("site", site));

    internal static void RepatriationEnded(string state, string site, TimeSpan? toVerified)
    {
        Repatriations.Add(1, new("state", state), new("site", site));
        if (toVerified is { } duration)
        {
            Record(TimeToVerified, duration, Tag("site", site));
        }
    }

    internal static void Began(bool isReady) => Boards.Add(1, Tag("ready", isReady ? "true" : "false"));

    internal static void LimitHit(string limit) => Limits.Add(1, Tag("limit", limit));

    internal static void TraceReached(string stage, TimeSpan lag) => Record(TraceLag, lag, Tag("stage", stage));

    /// <summary>Clocks of two machines differ; no time is negative.</summary>
    private static void Record(Histogram<double> histogram, TimeSpan time, KeyValuePair<string, object?> tag) =>
        histogram.Record(Math.Max(0, time.TotalSeconds), tag);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static Histogram<double> Seconds(string name, string meaning) =>
        Meter.CreateHistogram(
            name,
            "s",
            meaning,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Moments }
        );

    private static Histogram<int> Count(string name, string unit, string meaning) =>
        Meter.CreateHistogram(
            name,
            unit,
            meaning,
            tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = Numbers }
        );
}

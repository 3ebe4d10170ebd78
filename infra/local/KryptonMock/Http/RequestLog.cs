using System.Collections.Concurrent;

namespace KryptonMock.Http;

/// <summary>The last 10,000 requests in full, and counters of all by kind of call.</summary>
internal sealed class RequestLog
{
    private const int Kept = 10_000;
    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly ConcurrentDictionary<CallType, int> counts = new();
    private long last;

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    public IReadOnlyDictionary<CallType, int> Counts => new Dictionary<CallType, int>(counts);

    public void Add(CallType call, MockRequest request, int status, DateTimeOffset at, double milliseconds)
    {
        counts.AddOrUpdate(call, 1, (_, count) => count + 1);
        requests.Enqueue(
            new(
                Interlocked.Increment(ref last),
                at,
                call,
                request.Method,
                request.Path,
                request.Url.Query,
                request
                    .Headers.Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                    .ToDictionary(),
                call == CallType.Token ? "" : request.Text,
                status,
                milliseconds
            )
        );
        while (requests.Count > Kept)
        {
            requests.TryDequeue(out _);
        }
    }

    public void Clear()
    {
        requests.Clear();
        counts.Clear();
    }
}

using System.Collections.Concurrent;

namespace KryptonMock.Http;

/// <summary>The last 10,000 requests in full, and counters of all by kind of call.</summary>
internal sealed class RequestLog
{
    private const int Kept = 10_000;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<CallType, int> _counts = new();
    private long _last;

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public IReadOnlyDictionary<CallType, int> Counts => new Dictionary<CallType, int>(_counts);

    public void Add(CallType call, MockRequest request, int status, DateTimeOffset at, double milliseconds)
    {
        _counts.AddOrUpdate(call, 1, (_, count) => count + 1);
        _requests.Enqueue(new(
            Interlocked.Increment(ref _last),
            at,
            call,
            request.Method,
            request.Path,
            request.Url.Query,
            request.Headers.Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).ToDictionary(),
            call == CallType.Token ? "" : request.Text,
            status,
            milliseconds));
        while (_requests.Count > Kept)
        {
            _requests.TryDequeue(out _);
        }
    }

    public void Clear()
    {
        _requests.Clear();
        _counts.Clear();
    }
}

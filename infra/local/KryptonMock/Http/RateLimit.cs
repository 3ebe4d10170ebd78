namespace KryptonMock.Http;

/// <summary>Counts calls by the second.</summary>
internal sealed class RateLimit(TimeProvider time)
{
    private readonly Lock _access = new();
    private long _second;
    private int _calls;

    /// <summary>Counts one call; true where there are more than the limit in this second.</summary>
    public bool Exceeds(int? limit)
    {
        lock (_access)
        {
            var second = time.GetUtcNow().ToUnixTimeSeconds();
            (_calls, _second) = second == _second ? (_calls + 1, second) : (1, second);
            return _calls > limit;
        }
    }
}

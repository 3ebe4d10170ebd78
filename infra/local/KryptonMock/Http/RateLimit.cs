namespace KryptonMock.Http;

/// <summary>Counts calls by the second.</summary>
internal sealed class RateLimit(TimeProvider time)
{
    private readonly Lock access = new();
    private long second;
    private int calls;

    /// <summary>Counts one call; true where there are more than the limit in this second.</summary>
    public bool Exceeds(int? limit)
    {
        lock (access)
        {
            var present = time.GetUtcNow().ToUnixTimeSeconds();
            (calls, this.second) = present == this.second ? (calls + 1, present) : (1, present);
            return calls > limit;
        }
    }
}

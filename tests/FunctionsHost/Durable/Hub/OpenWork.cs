namespace FunctionsHost.Durable.Hub;

/// <summary>
/// Counts what is under way, so that a test with a clock of its own knows when nothing happens before it advances it.
/// </summary>
internal sealed class OpenWork
{
    private int count;

    public void Begin() => Interlocked.Increment(ref count);

    public void End() => Interlocked.Decrement(ref count);

    public async Task WhenNoneAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref count) > 0)
        {
            await Task.Delay(1, cancellationToken);
        }
    }
}

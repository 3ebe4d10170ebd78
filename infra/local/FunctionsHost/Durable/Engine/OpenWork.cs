namespace FunctionsHost.Durable.Engine;

/// <summary>Counts what is under way, so that a test with a clock of its own knows when nothing happens before it advances it.</summary>
internal sealed class OpenWork
{
    private int count;

    public void Begin(int n = 1) => Interlocked.Add(ref count, n);

    public void End(int n = 1) => Interlocked.Add(ref count, -n);

    public async Task WhenNoneAsync(CancellationToken cancellation)
    {
        while (Volatile.Read(ref count) > 0)
        {
            await Task.Delay(1, cancellation);
        }
    }
}

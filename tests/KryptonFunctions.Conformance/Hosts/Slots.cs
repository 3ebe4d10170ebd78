namespace KryptonFunctions.Conformance.Hosts;

/// <summary>
/// How many scenarios run at a time: they wait real seconds, most of the time for nothing but the clock.
/// </summary>
internal sealed class Slots(int count) : IDisposable
{
    private readonly SemaphoreSlim free = new(count);

    public async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        await free.WaitAsync();
        try
        {
            return await run();
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}

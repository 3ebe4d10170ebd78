namespace KryptonFunctions.Observability;

/// <summary>
/// The calls of the API whose answer this process has not found yet. Work that nobody waits for lets them go first.
/// </summary>
public sealed class CallsUnderWay
{
    private int count;

    /// <summary>Somebody waits for an answer.</summary>
    public bool Any => Volatile.Read(ref count) > 0;

    /// <summary>Counts the call until it has ended, however it ends.</summary>
    public async Task WhileAsync(Func<Task> call)
    {
        Interlocked.Increment(ref count);
        try
        {
            await call();
        }
        finally
        {
            Interlocked.Decrement(ref count);
        }
    }
}

using Xunit;

namespace WorkerHost.Tests.Running;

/// <summary>Waits for a condition; never for a time.</summary>
internal static class Eventually
{
    public static async Task<T> GetAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (await read() is { } found)
            {
                return found;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task BeTrueAsync(Func<bool> condition) => GetAsync(() => Task.FromResult(condition() ? "met" : null));
}

using System.Diagnostics;
using Xunit;

namespace WorkerHost.Tests.Running;

/// <summary>Waits for a condition; never for a time. One that is not met within a minute is not met.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<T> GetAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (await read() is { } found)
            {
                return found;
            }

            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException("The condition was not met within a minute.");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task BeTrueAsync(Func<bool> condition) => GetAsync(() => Task.FromResult(condition() ? "met" : null));
}

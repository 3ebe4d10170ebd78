using System.Diagnostics;

namespace Lab.Tests;

/// <summary>Waits for a condition, at short intervals, for at most three minutes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    /// <summary>The first value that meets the condition.</summary>
    public static async Task<T> Becomes<T>(Func<Task<T>> look, Func<T, bool> isMet, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (isMet(seen))
            {
                return seen;
            }

            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"In vain: {what}; at last {seen}.");
            }

            await Task.Delay(Pace);
        }
    }
}

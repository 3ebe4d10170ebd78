using System.Diagnostics;
using Xunit;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>Waits for a condition, never for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Asks until the answer is as wanted, and gives it.</summary>
    /// <exception cref="TimeoutException">It never was; the message holds the last answer.</exception>
    public static async Task<T> Becomes<T>(
        Func<Task<T>> ask,
        Func<T, bool> wanted,
        string what,
        TimeSpan? patience = null
    )
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            if (clock.Elapsed > (patience ?? TimeSpan.FromSeconds(60)))
            {
                throw new TimeoutException(
                    $"In vain waited for: {what}. Last: {System.Text.Json.JsonSerializer.Serialize(answer)}"
                );
            }

            await Task.Delay(PauseAfter(clock.Elapsed), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// Lets a random time pass where the moment itself is what is tried, as with a kill; nothing is expected to have
    /// happened by then.
    /// </summary>
    public static Task Passes(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    /// <summary>Who waits long asks seldom: each question takes from what the answer waits for.</summary>
    private static TimeSpan PauseAfter(TimeSpan waited) =>
        TimeSpan.FromTicks(Math.Clamp(waited.Ticks / 10, Shortest.Ticks, Longest.Ticks));
}

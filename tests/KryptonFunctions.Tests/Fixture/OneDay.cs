using System.Globalization;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>For tests that ask by the day, at whatever hour they run.</summary>
internal static class OneDay
{
    /// <summary>The day on which it was done, in UTC; done again where midnight came between.</summary>
    public static async Task<string> Of(Func<Task> act)
    {
        while (true)
        {
            var day = Today();
            await act();
            if (day == Today())
            {
                return day;
            }
        }
    }

    private static string Today() => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

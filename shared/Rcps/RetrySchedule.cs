using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace KryptonFunctions.Rcps;

/// <summary>
/// When a failed transfer is ordered again, in the notation of imaging archives: <c>5x1m,12x5m,12x1h</c> is five times
/// after one minute, then twelve times after five minutes, then twelve times after an hour. Units <c>s m h d</c>; at
/// most 1,000 retries in all; each delay at most 7 days. Empty text: no retry.
/// </summary>
public readonly partial record struct RetrySchedule
{
    private const int MaxRetries = 1_000;
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(7);
    private readonly IReadOnlyList<(int Times, TimeSpan Delay)>? steps;

    private RetrySchedule(IReadOnlyList<(int Times, TimeSpan Delay)> steps) => this.steps = steps;

    /// <summary>How often in all.</summary>
    public int Retries => steps?.Sum(step => step.Times) ?? 0;

    /// <summary>The wait before the next retry, or null when all are used.</summary>
    /// <param name="used">The number of retries already made, from 0.</param>
    public TimeSpan? DelayAfter(int used)
    {
        foreach (var (times, delay) in steps ?? [])
        {
            if (used < times)
            {
                return delay;
            }

            used -= times;
        }

        return null;
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out RetrySchedule schedule)
    {
        schedule = default;
        if (text is null)
        {
            return false;
        }

        var read = new List<(int, TimeSpan)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Step().Match(part) is not { Success: true } match)
            {
                return false;
            }

            var delay =
                match.Groups["unit"].ValueSpan[0] switch
                {
                    's' => TimeSpan.FromSeconds(1),
                    'm' => TimeSpan.FromMinutes(1),
                    'h' => TimeSpan.FromHours(1),
                    _ => TimeSpan.FromDays(1),
                } * int.Parse(match.Groups["length"].ValueSpan);
            read.Add((int.Parse(match.Groups["times"].ValueSpan), delay));
        }

        schedule = new RetrySchedule(read);
        return schedule.Retries <= MaxRetries
            && read.TrueForAll(step => step.Item2 > TimeSpan.Zero && step.Item2 <= MaxDelay);
    }

    public override string ToString() =>
        string.Join(',', (steps ?? []).Select(step => $"{step.Times}x{Short(step.Delay)}"));

    private static string Short(TimeSpan delay) =>
        delay switch
        {
            { TotalDays: var days } when days >= 1 && delay == TimeSpan.FromDays((int)days) => $"{(int)days}d",
            { TotalHours: var hours } when hours >= 1 && delay == TimeSpan.FromHours((int)hours) => $"{(int)hours}h",
            { TotalMinutes: var minutes } when minutes >= 1 && delay == TimeSpan.FromMinutes((int)minutes) =>
                $"{(int)minutes}m",
            _ => $"{(int)delay.TotalSeconds}s",
        };

    [GeneratedRegex(
        @"\A(?<times>[1-9][0-9]{0,3})x(?<length>[1-9][0-9]{0,5})(?<unit>[smhd])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Step();
}

using NCrontab;

namespace WorkerHost.Timers;

/// <summary>When a timer is due, in UTC: by NCRONTAB with or without seconds, or every so long.</summary>
internal sealed class TimerSchedule
{
    private const int FieldsWithSeconds = 6;
    private readonly Func<DateTime, DateTime> next;

    private TimerSchedule(Func<DateTime, DateTime> next) => this.next = next;

    /// <summary>Null where the text is no schedule.</summary>
    public static TimerSchedule? Parse(string text)
    {
        if (TimeSpan.TryParse(text, out var interval) && interval > TimeSpan.Zero)
        {
            return new TimerSchedule(time => time + interval);
        }

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == FieldsWithSeconds };
        return CrontabSchedule.TryParse(text, options) is { } cron
            ? new TimerSchedule(time => DateTime.SpecifyKind(cron.GetNextOccurrence(time), DateTimeKind.Utc))
            : null;
    }

    public DateTime NextAfter(DateTime time) => next(time);
}

using FunctionsHost.Functions;
using FunctionsHost.Settings;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace FunctionsHost.Timers;

/// <summary>When a timer function is due, in UTC.</summary>
internal interface ITimerSchedule
{
    DateTime NextAfter(DateTime time);
}

/// <summary>Six fields, seconds first; with five fields the second is 0.</summary>
internal sealed class CronSchedule(CrontabSchedule schedule) : ITimerSchedule
{
    public DateTime NextAfter(DateTime time) =>
        DateTime.SpecifyKind(schedule.GetNextOccurrence(time), DateTimeKind.Utc);
}

/// <summary>Every so long.</summary>
internal sealed class IntervalSchedule(TimeSpan interval) : ITimerSchedule
{
    public DateTime NextAfter(DateTime time) => time + interval;
}

internal static class TimerSchedules
{
    private const int FieldsWithSeconds = 6;

    public static ITimerSchedule Of(FunctionMethod function, TimerTriggerAttribute trigger, SettingText settings)
    {
        if (function.TriggerParameter.ParameterType != typeof(TimerInfo))
        {
            throw HostStartException.Of(function, $"[TimerTrigger] stands on a {nameof(TimerInfo)}.");
        }

        var text = settings.Resolve(trigger.Schedule, $"The schedule of function '{function.Name}'").Trim();
        if (TimeSpan.TryParse(text, out var interval) && interval > TimeSpan.Zero)
        {
            return new IntervalSchedule(interval);
        }

        var withSeconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == FieldsWithSeconds;
        return
            CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = withSeconds })
                is { } schedule
            ? new CronSchedule(schedule)
            : throw HostStartException.Of(
                function,
                $"its schedule '{text}' is neither an NCRONTAB expression nor a time span."
            );
    }
}

using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Tests.Timers;

public sealed class TimerFunctions(Ticks ticks)
{
    [Function("EveryQuarter")]
    public void EveryQuarter([TimerTrigger("%Schedule%")] TimerInfo timer) =>
        ticks.Add($"quarter, next {timer.ScheduleStatus!.Next:HH:mm:ss}, late {timer.IsPastDue}");

    [Function("AtStart")]
    public void AtStart([TimerTrigger("0 0 3 * * *", RunOnStartup = true)] TimerInfo timer) =>
        ticks.Add($"start, next {timer.ScheduleStatus!.Next:HH:mm}");

    [Function("Fails")]
    public void Fails([TimerTrigger("01:00:00")] TimerInfo timer)
    {
        ticks.Add("fails");
        throw new InvalidOperationException($"{timer.IsPastDue}");
    }
}

public sealed class Ticks : Queues.TextLog;

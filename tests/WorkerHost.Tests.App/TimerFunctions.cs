using Microsoft.Azure.Functions.Worker;

namespace WorkerHost.Tests.App;

public sealed class TimerFunctions(Notes notes)
{
    [Function(nameof(Tick))]
    public void Tick([TimerTrigger("%TickSchedule%")] TimerInfo timer) =>
        notes.Add("ticks", timer.IsPastDue ? "late" : "on time");
}

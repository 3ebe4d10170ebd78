using System.Text.Json;

namespace WorkerHost.Timers;

/// <summary>How far a timer is, in UTC.</summary>
/// <param name="Last">Of the last call; the first moment of time where there was none.</param>
/// <param name="Next">When the next one is due.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated)
{
    /// <summary>What the worker's <c>TimerInfo</c> is read from.</summary>
    public string ToTimerInfo(bool isPastDue) =>
        JsonSerializer.Serialize(
            new
            {
                Schedule = new { AdjustForDST = false },
                ScheduleStatus = this,
                IsPastDue = isPastDue,
            }
        );
}

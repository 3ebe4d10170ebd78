namespace FunctionsHost.Timers;

/// <summary>Calls once, never before its time, however far that is.</summary>
internal sealed class DueTimer : IDisposable
{
    /// <summary>A timer of the system takes 49 days at most.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromDays(40);

    private readonly TimeProvider time;
    private readonly DateTimeOffset at;
    private readonly ITimer timer;
    private readonly CancellationTokenRegistration end;
    private Action? due;

    public DueTimer(TimeProvider time, DateTimeOffset at, Action due, CancellationToken cancellationToken)
    {
        this.time = time;
        this.at = at;
        this.due = due;
        timer = time.CreateTimer(
            static state => ((DueTimer)state!).Tick(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        this.end = cancellationToken.UnsafeRegister(static state => ((DueTimer)state!).timer.Dispose(), this);
        timer.Change(Remaining(), Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        timer.Dispose();
        end.Dispose();
    }

    private TimeSpan Remaining()
    {
        var left = (at - time.GetUtcNow()).TotalMilliseconds;
        return TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(left), 0, Max.TotalMilliseconds));
    }

    private void Tick()
    {
        if (time.GetUtcNow() < at)
        {
            timer.Change(Remaining(), Timeout.InfiniteTimeSpan);
            return;
        }

        Interlocked.Exchange(ref due, null)?.Invoke();
    }
}

namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>When a study is looked at again, by the settings and the time left until the RCP.</summary>
public sealed class RepatriationSchedule(PrefetchOptions options)
{
    public TimeSpan VerifyAfter => options.VerifyAfter;

    /// <summary>The wait before retry number <paramref name="used"/> + 1, or null when all are used.</summary>
    public TimeSpan? RetryDelay(int used) => options.RetrySchedule.DelayAfter(used);

    /// <summary>The next poll after <paramref name="polls"/> waits; never after the start of the RCP.</summary>
    public DateTimeOffset NextPoll(RcpContext at, int polls)
    {
        var seconds = options.FirstPoll.TotalSeconds * Math.Pow(options.PollFactor, Math.Min(polls, 64));
        var longest =
            at.StartsAt - at.Now <= options.LastStretch ? Shorter(options.LastPoll, options.MaxPoll) : options.MaxPoll;
        var next = at.Now + TimeSpan.FromSeconds(Math.Min(seconds, longest.TotalSeconds));
        return next < at.StartsAt || at.StartsAt <= at.Now ? next : at.StartsAt;
    }

    /// <summary>The next re-check of a settled study, or null when none is left before the RCP.</summary>
    public DateTimeOffset? NextRecheck(RcpContext at)
    {
        DateTimeOffset early = at.StartsAt - options.EarlyRecheck,
            late = at.StartsAt - options.LateRecheck;
        var (first, second) = early < late ? (early, late) : (late, early);
        if (at.Now < first)
        {
            return first;
        }

        return at.Now < second ? second : null;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

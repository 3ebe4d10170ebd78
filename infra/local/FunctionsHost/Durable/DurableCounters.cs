namespace FunctionsHost.Durable;

/// <summary>What the durable engine has done since it started.</summary>
public sealed class DurableCounters
{
    private long storageReads;
    private long storageWrites;
    private long steps;
    private long eventsReplayed;
    private long activities;

    /// <summary>Queries to the store, a page each.</summary>
    public long StorageReads => Volatile.Read(ref storageReads);

    /// <summary>Transactions with the store.</summary>
    public long StorageWrites => Volatile.Read(ref storageWrites);

    /// <summary>Runs of orchestrators that went into a history; a check run does not count.</summary>
    public long Steps => Volatile.Read(ref steps);

    /// <summary>Events of history fed to orchestrators, old and new; a check run does not count.</summary>
    public long EventsReplayed => Volatile.Read(ref eventsReplayed);

    /// <summary>Runs of activities.</summary>
    public long Activities => Volatile.Read(ref activities);

    internal void Read() => Interlocked.Increment(ref storageReads);

    internal long Wrote() => Interlocked.Increment(ref storageWrites);

    internal void Stepped(int events)
    {
        Interlocked.Increment(ref steps);
        Interlocked.Add(ref eventsReplayed, events);
    }

    internal void RanActivity() => Interlocked.Increment(ref activities);
}

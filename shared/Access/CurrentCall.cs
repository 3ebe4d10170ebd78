namespace KryptonFunctions.Access;

/// <summary>
/// The request that is being answered, for what cuts across the use cases: the request id in traces and in calls to
/// Krypton, and the professional for whom Krypton is called. It flows with the asynchronous call as
/// <c>Activity.Current</c> does; an activity of an orchestration begins its own.
/// </summary>
public static class CurrentCall
{
    private static readonly AsyncLocal<(string RequestId, Caller? Caller)?> Current = new();
    private static readonly AsyncLocal<CancellationToken> Patience = new();

    /// <summary>The id that joins our traces with those of the DCC and of Krypton, or null outside a call.</summary>
    public static string? RequestId => Current.Value?.RequestId;

    /// <summary>The authenticated caller, or null where nobody is (health, notification, timer).</summary>
    public static Caller? Caller => Current.Value?.Caller;

    /// <summary>
    /// Cancelled when whoever asked has waited for Krypton long enough; never, where nobody waits (activities, timers).
    /// </summary>
    public static CancellationToken Deadline => Patience.Value;

    /// <summary>Sets the deadline of everything that is called from here on.</summary>
    public static void EndBy(CancellationToken deadline) => Patience.Value = deadline;

    /// <summary>Makes it the current call for everything that is called from here on.</summary>
    public static void Begin(string requestId, Caller? caller = null) => Current.Value = (requestId, caller);
}

using KryptonFunctions.Access;

namespace KryptonFunctions.Krypton;

/// <summary>
/// What one list may cost, over all its queries and pages: calls to Krypton, and time. A server that gives a study a
/// page, or a record with thousands of identifiers, must not hold a user or the platform up.
/// </summary>
internal sealed class ListBudget : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource deadline;
    private readonly CancellationTokenSource either;
    private int callsLeft;
    private int answers;

    public ListBudget(KryptonOptions options, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        callsLeft = options.ListCalls;
        deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.ListSeconds), time);
        either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, caller, CurrentCall.Deadline);
    }

    /// <summary>Ends a call at the deadline, or when the caller goes.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>True once a call has been ended by the deadline and not by the caller.</summary>
    public bool IsOver => either.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>True where Krypton answered nothing at all before the deadline.</summary>
    public bool BroughtNothing => IsOver && Volatile.Read(ref answers) == 0;

    /// <summary>False where there is neither call nor time left.</summary>
    public bool TryTakeCall() => !IsOver && Interlocked.Decrement(ref callsLeft) >= 0;

    public void CountAnswer() => Interlocked.Increment(ref answers);

    public void Dispose()
    {
        either.Dispose();
        deadline.Dispose();
    }
}

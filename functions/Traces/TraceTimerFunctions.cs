using KryptonFunctions.Traces;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Traces;

/// <summary>
/// The watch over the traces: the nightly digest of their chains, and the messages that could not be handled.
/// </summary>
public sealed class TraceTimerFunctions(TraceDigests digests, TracePoison poison, TimeProvider time)
{
    /// <summary>At ten past one (UTC), when the day before is over for every instance.</summary>
    [Function(nameof(DigestTraces))]
    public Task DigestTraces([TimerTrigger("0 10 1 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        digests.CatchUpAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1), cancellationToken);

    [Function(nameof(ReplayTracePoison))]
    public Task ReplayTracePoison(
        [TimerTrigger("0 */30 * * * *")] TimerInfo timer,
        CancellationToken cancellationToken
    ) => poison.ReplayAsync(cancellationToken);
}

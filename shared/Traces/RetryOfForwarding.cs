using System.Globalization;
using KryptonFunctions.Access;
using KryptonFunctions.Traces.Contract;

namespace KryptonFunctions.Traces;

/// <summary>
/// A network administrator has the cause mended and does not want to wait for the next half hour: messages of traces
/// that were not indexed or not forwarded come again at once. Traced, before anything is moved.
/// </summary>
public sealed class RetryOfForwarding(TracePoison poison, TraceWriter traces)
{
    /// <summary>At most 1,000 messages of each queue. 503 where the storage does not answer.</summary>
    public async Task<Outcome<ForwardingRetryAnswer>> RunAsync(Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            var waiting = await poison.CountAsync(cancellationToken);
            var entry = TraceEntry.By(caller, TraceAction.ForwardingRetried) with
            {
                Detail = new Dictionary<string, string>
                {
                    ["messages"] = waiting.ToString(CultureInfo.InvariantCulture),
                },
            };
            return await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed(var failure)
                ? failure
                : new ForwardingRetryAnswer(await poison.ReplayAsync(cancellationToken));
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return StorageFailure.Now;
        }
    }
}

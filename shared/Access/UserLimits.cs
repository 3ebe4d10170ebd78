using KryptonFunctions.Observability;

namespace KryptonFunctions.Access;

/// <summary>What a user may do only so often.</summary>
public enum LimitedUse
{
    Search,
    Link,
}

/// <summary>The limit of each user on searches and links, against harvesting. A refusal is traced.</summary>
public sealed class UserLimits(UseCounter counter, Refusals refusals, TimeProvider time)
{
    /// <summary>
    /// Counts one use. Null where it is within the limit; 429 with the rest of the minute where not; 503 where
    /// storage does not answer.
    /// </summary>
    public async Task<Failure?> CheckAsync(Caller caller, LimitedUse use, CancellationToken cancellationToken)
    {
        try
        {
            return await counter.CountAsync(caller.User, use, cancellationToken) switch
            {
                UseVerdict.Counted => null,
                UseVerdict.OverLimit => await RefuseAsync(caller, use, RestOfMinute()),
                _ => await RefuseAsync(caller, use, TimeSpan.FromSeconds(1)),
            };
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return StorageFailure.Now;
        }
    }

    private TimeSpan RestOfMinute() => TimeSpan.FromSeconds(60 - time.GetUtcNow().Second);

    private async Task<Failure> RefuseAsync(Caller caller, LimitedUse use, TimeSpan retryAfter)
    {
        KryptonMetrics.LimitHit(use == LimitedUse.Search ? "searches" : "links");
        var failure = new Failure(
            FailureKind.TooMany,
            "too-many-requests",
            new("La limite de cet utilisateur est atteinte ; réessayez plus tard.", "The user's own limit is reached."),
            RetryAfter: retryAfter
        );
        return await refusals.RefuseAsync(caller, failure, context: null, ("use", use.ToString()));
    }
}

using System.Threading.RateLimiting;
using KryptonFunctions.Observability;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>
/// How many refusals a user, or an address that opens links, has in a minute before they are only held up. In this
/// process: what counts across instances is <see cref="UserLimits"/>.
/// </summary>
public sealed class RefusalLimits(IOptions<AccessOptions> options) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> users = PerMinute(options.Value.RefusalsPerMinute);
    private readonly PartitionedRateLimiter<string> addresses = PerMinute(options.Value.LinkRefusalsPerMinute);

    /// <summary>Counts a refusal of a user; the failure to give instead where there are too many, or null.</summary>
    public Failure? CountOfUser(string user) => Count(users, user, permits: 1);

    /// <summary>Counts a refused opening of a link from an address.</summary>
    public void CountOfAddress(string address) => Count(addresses, address, permits: 1);

    /// <summary>The failure to give, before anything is read, where an address has had too many; or null.</summary>
    public Failure? HoldUp(string address) => Count(addresses, address, permits: 0);

    public void Dispose()
    {
        users.Dispose();
        addresses.Dispose();
    }

    private static Failure? Count(PartitionedRateLimiter<string> limiter, string who, int permits)
    {
        using var lease = limiter.AttemptAcquire(who, permits);
        if (lease.IsAcquired)
        {
            return null;
        }

        KryptonMetrics.LimitHit("refusals");
        return new Failure(
            FailureKind.TooMany,
            "too-many-requests",
            new("Trop de demandes ont été refusées.", "Too many requests were refused."),
            RetryAfter: lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Minute
        );
    }

    private static PartitionedRateLimiter<string> PerMinute(int limit) =>
        PartitionedRateLimiter.Create<string, string>(who =>
            RateLimitPartition.GetFixedWindowLimiter(
                who,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Minute }
            )
        );
}

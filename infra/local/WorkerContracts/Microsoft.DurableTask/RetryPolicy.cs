using System.ComponentModel;

namespace Microsoft.DurableTask;

/// <summary>
/// Attempts include the first. The n-th wait is the first interval times the coefficient to the power n-1, never longer than
/// <see cref="MaxRetryInterval"/> (default one hour); <see cref="RetryTimeout"/> has no limit by default.
/// </summary>
public class RetryPolicy
{
    public RetryPolicy(
        int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1, TimeSpan? maxRetryInterval = null, TimeSpan? retryTimeout = null)
    {
        if (maxNumberOfAttempts <= 0)
        {
            throw Bad(nameof(maxNumberOfAttempts), "greater than zero");
        }

        if (firstRetryInterval <= TimeSpan.Zero)
        {
            throw Bad(nameof(firstRetryInterval), "greater than zero");
        }

        if (backoffCoefficient < 1)
        {
            throw Bad(nameof(backoffCoefficient), "greater or equal to 1.0");
        }

        if (maxRetryInterval < firstRetryInterval)
        {
            throw Bad(nameof(maxRetryInterval), "greater or equal to the value for firstRetryInterval");
        }

        if (retryTimeout < firstRetryInterval && retryTimeout != Timeout.InfiniteTimeSpan)
        {
            throw Bad(nameof(retryTimeout), "greater or equal to the value for firstRetryInterval");
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<Exception, bool> Handle { get; private init; } = _ => true;

    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Handle = e => value(e is TaskFailedException failed ? failed.FailureDetails : TaskFailureDetails.FromException(e));
    }

    private static ArgumentOutOfRangeException Bad(string name, string bound) => new(name, $"The value for {name} must be {bound}.");
}

using Azure;
using KryptonFunctions.Rcps.Steps;
using Microsoft.DurableTask;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// How often an activity is repeated: only where our own storage did not answer or a trace could not be written. What
/// Krypton does not answer is a value, on which the orchestration decides; a bug is not repeated.
/// </summary>
internal static class StepRetries
{
    private const int Attempts = 12;

    public static TaskOptions OfStorage { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(
                Attempts,
                TimeSpan.FromSeconds(2),
                backoffCoefficient: 2,
                maxRetryInterval: TimeSpan.FromMinutes(5)
            )
            {
                HandleFailure = failure =>
                    failure.IsCausedBy<RequestFailedException>()
                    || failure.IsCausedBy<TraceUnavailableException>()
                    || failure.IsCausedBy<TimeoutException>()
                    // What the storage client throws when all its own tries have timed out.
                    || failure.IsCausedBy<AggregateException>()
                    || failure.IsCausedBy<OperationCanceledException>(),
            }
        );
}

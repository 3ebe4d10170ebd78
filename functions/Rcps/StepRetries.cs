using Azure;
using KryptonFunctions.Rcps.Steps;
using Microsoft.DurableTask;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// How often an activity is repeated: only where our own storage did not answer, a trace could not be written, or the
/// worker died. What Krypton does not answer is a value, on which the orchestration decides; a bug is not repeated.
/// </summary>
internal static class StepRetries
{
    private const int Attempts = 12;

    /// <summary>
    /// What the host says of an activity whose worker has died (WorkerHost.Tests shows it). What an activity throws has
    /// its own type, so no bug hides behind this one.
    /// </summary>
    private const string WorkerDied = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException";

    public static TaskOptions OfStorage { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(
                Attempts,
                TimeSpan.FromSeconds(2),
                backoffCoefficient: 2,
                maxRetryInterval: TimeSpan.FromMinutes(5)
            )
            {
                HandleFailure = IsPassing,
            }
        );

    internal static bool IsPassing(TaskFailureDetails failure) =>
        failure.ErrorType == WorkerDied
        || failure.IsCausedBy<RequestFailedException>()
        || failure.IsCausedBy<TraceUnavailableException>()
        || failure.IsCausedBy<TimeoutException>()
        // What the storage client throws when all its own tries have timed out.
        || failure.IsCausedBy<AggregateException>()
        || failure.IsCausedBy<OperationCanceledException>();
}

using Azure;
using Azure.Identity;

namespace KryptonFunctions.Access;

/// <summary>Tables or queues do not answer: 503, and the caller asks again.</summary>
public static class StorageFailure
{
    public static Failure Now { get; } =
        new(
            FailureKind.Unavailable,
            "storage-unavailable",
            new("Le stockage de l'application ne répond pas pour le moment.", "The app's storage does not answer now."),
            RetryAfter: TimeSpan.FromSeconds(5)
        );

    /// <summary>
    /// Whether an exception says that the storage cannot be had now. An answer of 4xx other than 408 and 429 is a
    /// mistake of ours, and no such case.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception switch
        {
            RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
            AuthenticationFailedException => true,

            // What the client throws after several attempts.
            AggregateException attempts => attempts.InnerExceptions.All(inner =>
                inner is OperationCanceledException || Is(inner)
            ),
            _ => false,
        };
}

using Krypton.Access;

namespace Krypton.ViewerLinks;

/// <summary>503 where the table of links does not answer.</summary>
internal static class StorageFailure
{
    public static Failure Now { get; } = new(FailureKind.Unavailable, "storage-unavailable", "The app's storage does not answer now.", RetryAfter: TimeSpan.FromSeconds(5));
}

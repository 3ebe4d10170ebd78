using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>
/// The collections of the tests with a clock of their own, each on a storage of its own. In each one world at a time:
/// the timers of another would repair and purge its RCPs, on a clock and a Krypton of their own. They are several so
/// that no core waits for the other.
/// </summary>
public static class Worlds
{
    /// <summary>What becomes of a study that is ordered.</summary>
    public const string Transfers = "Worlds: transfers";

    /// <summary>RCPs, their pré-fiches and their patients.</summary>
    public const string Meetings = "Worlds: meetings";

    /// <summary>Who gets and changes what, and what is left of it.</summary>
    public const string Accesses = "Worlds: accesses";

    [CollectionDefinition(Transfers)]
    public sealed class OfTransfers : ICollectionFixture<PrefetchStorage>;

    [CollectionDefinition(Meetings)]
    public sealed class OfMeetings : ICollectionFixture<PrefetchStorage>;

    [CollectionDefinition(Accesses)]
    public sealed class OfAccesses : ICollectionFixture<PrefetchStorage>;
}

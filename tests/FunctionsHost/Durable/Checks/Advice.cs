namespace FunctionsHost.Durable.Checks;

/// <summary>What to do instead, said wherever an orchestrator does what it must not.</summary>
internal static class Advice
{
    public const string AwaitDurable =
        "An orchestrator awaits only what its context gives: CreateTimer instead of Task.Delay, an activity instead of "
        + "Task.Run, an HTTP call or a file, "
        + "Cancel() instead of CancelAsync(), and no ConfigureAwait(false).";

    public const string Repeat =
        "Use the context's CurrentUtcDateTime instead of DateTime.Now, its NewGuid() instead of Guid.NewGuid(), "
        + "an activity for random numbers and settings, a sorted collection instead of an unordered one.";

    public const string NotRepeatable =
        "Two runs over one history differ, so it uses what differs from run to run: DateTime.Now, Guid.NewGuid(), "
        + "Random, an unordered collection. "
        + Repeat;

    public const string CodeChanged =
        "Was its code changed while the instance ran? Then give the new code a name of its own, with the suffix V2, "
        + "and keep the old until its instances have ended. "
        + "Or does it use what differs from run to run: DateTime.Now, Guid.NewGuid(), Random, a setting, an unordered "
        + "collection? "
        + Repeat;
}

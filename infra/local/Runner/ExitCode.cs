namespace Runner;

/// <summary>How the Runner ends.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The demo did not go as it should.</summary>
    NotAsItShouldBe = 1,

    /// <summary>The arguments are wrong.</summary>
    Usage = 2,

    PortInUse = 3,

    NodeMissing = 4,

    BrokenSetting = 5,

    /// <summary>Something else could not be started or reached.</summary>
    NotStarted = 6,

    /// <summary>The host that <c>--host</c> names is not installed.</summary>
    HostMissing = 7,

    /// <summary>The Debian packages that the lab needs are not installed.</summary>
    LabPackagesMissing = 8,

    /// <summary>Ctrl-C or SIGTERM during the demo; 128 + 2 as shells have it.</summary>
    Interrupted = 130,
}

/// <summary>The Runner cannot go on; the message is a sentence for the person at the keyboard.</summary>
internal sealed class RunnerException(ExitCode code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public ExitCode Code { get; } = code;
}

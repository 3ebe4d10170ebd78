namespace WorkerHost;

/// <summary>How the host ends.</summary>
internal enum ExitCode
{
    Stopped = 0,

    /// <summary>The arguments are wrong.</summary>
    Usage = 2,

    PortInUse = 3,

    /// <summary>The folder is no function app that this host can run.</summary>
    NoFunctionApp = 4,

    /// <summary>The worker did not start, or ended again and again; mostly a setting.</summary>
    WorkerDidNotStart = 5,

    /// <summary>The storage account cannot be reached.</summary>
    NoStorage = 6,
}

/// <summary>The host cannot go on; the message is a sentence for the person at the keyboard.</summary>
internal sealed class HostException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode Code { get; } = code;
}

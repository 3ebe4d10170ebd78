namespace AzuriteServer;

/// <summary>How <see cref="Azurite"/> is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>
    /// The folder with Azurite's <c>package.json</c>, lock and <c>start.js</c>; null: <c>infra/local/azurite</c> of the
    /// solution above the program.
    /// </summary>
    public string? PackageFolder { get; init; }

    /// <summary>Where data is kept, made if missing; null: in memory, gone when it stops.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Empty the data folder first. Default false.</summary>
    public bool Fresh { get; init; }

    /// <summary>Port of the blob service; 0 takes a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>Port of the queue service; 0 takes a free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>Port of the table service; 0 takes a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>How long an Azurite that is about to end may hold the ports or the data folder. Default 15 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Told what takes long, one sentence each: the installation on the first run, a wait.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>
    /// The well-known ports 10000, 10001 and 10002, to which <c>UseDevelopmentStorage=true</c> refers.
    /// </summary>
    public static AzuriteOptions WellKnownPorts =>
        new()
        {
            BlobPort = 10000,
            QueuePort = 10001,
            TablePort = 10002,
        };
}

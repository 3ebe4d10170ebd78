namespace KryptonFunctions.Benchmarks.Costs;

/// <summary>
/// What the calculation is made with. Every value can be given as <c>--name=value</c>; the defaults are assumptions, in
/// euros where it is money, to be replaced by those of the price list of the day and region.
/// </summary>
internal sealed record Prices
{
    /// <summary>Flex Consumption, on demand, a million executions.</summary>
    public double Executions { get; init; } = 0.40;

    /// <summary>Flex Consumption, on demand, a GB-second.</summary>
    public double GigabyteSecond { get; init; } = 0.000026;

    /// <summary>Ten thousand calls of table storage.</summary>
    public double Tables { get; init; } = 0.00036;

    /// <summary>Ten thousand calls of queue storage.</summary>
    public double Queues { get; init; } = 0.004;

    /// <summary>Ten thousand blob calls: the leases of the task hub's partitions and of the timers.</summary>
    public double Blobs { get; init; } = 0.05;

    /// <summary>Memory size of an instance, GB.</summary>
    public double Memory { get; init; } = 2;

    /// <summary>
    /// Executions that run at the same time on an instance while it is busy; the memory is paid once for all of them.
    /// </summary>
    public double Together { get; init; } = 4;

    /// <summary>Mean length of an execution, seconds. Calls to Krypton make it.</summary>
    public double ExecutionSeconds { get; init; } = 0.15;

    /// <summary>
    /// Function executions a study: activities and turns by the calls that each takes once, messages of our queues, the
    /// DCC's calls and Krypton's notification.
    /// </summary>
    public double ExecutionsPerStudy { get; init; } = 13.1;

    /// <summary>Table calls a study, counted, the durable backend's among them.</summary>
    public double TablesPerStudy { get; init; } = 54.6;

    /// <summary>
    /// A transaction is one call and is charged by its rows: the rows beyond the first, a study. An assumption: two for
    /// each transaction that was counted.
    /// </summary>
    public double MoreRowsPerStudy { get; init; } = 21.0;

    /// <summary>Queue calls a study, counted, the durable backend's among them, empty looks too.</summary>
    public double QueuesPerStudy { get; init; } = 40.3;

    /// <summary>Studies of an RCP: 12 pré-fiches with 3 each.</summary>
    public double StudiesPerRcp { get; init; } = 36;

    /// <summary>Searches of a region a day; one study attached for each.</summary>
    public double SearchesPerDay { get; init; } = 635;

    /// <summary>
    /// Looks into empty queues a day, paid whatever happens: four queues of ours every 2 s
    /// (<c>queues.maxPollingInterval</c>), two control queues and the work items every 30 s.
    /// </summary>
    public double IdleQueuesPerDay { get; init; } = (4 * 43_200) + (3 * 2_880);

    /// <summary>Leases of the app and the host, a day, by what was counted in a second.</summary>
    public double IdleBlobsPerDay { get; init; } = 15_300;

    /// <summary>Leases of the two partitions, rows of a table, a day, by what was counted in a second.</summary>
    public double IdleTablesPerDay { get; init; } = 26_000;

    /// <summary>Regions like this one in France.</summary>
    public double Regions { get; init; } = 12;
}

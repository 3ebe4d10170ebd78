namespace Krypton.Benchmarks.Costs;

/// <summary>
/// What the calculation is made with. Every value can be given as <c>--name=value</c>; the defaults are assumptions, in euros where it is money, to be replaced by those of the
/// price list of the day and region.
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

    /// <summary>Executions that run at the same time on an instance while it is busy; the memory is paid once for all of them.</summary>
    public double Together { get; init; } = 4;

    /// <summary>Mean length of an execution, seconds. Calls to Krypton make it.</summary>
    public double ExecutionSeconds { get; init; } = 0.15;

    /// <summary>Function executions a study, as the load run counts them, with the DCC's own calls.</summary>
    public double ExecutionsPerStudy { get; init; } = 19.2;

    /// <summary>Calls of our own tables a study: the run's table calls without those of the local durable engine.</summary>
    public double TablesPerStudy { get; init; } = 44.6;

    /// <summary>A transaction is one call and is charged by its rows: the rows beyond the first, a study. An assumption: 8.7 transactions with two more rows each.</summary>
    public double MoreRowsPerStudy { get; init; } = 17.4;

    /// <summary>Calls of our own queues a study.</summary>
    public double QueuesPerStudy { get; init; } = 6.4;

    /// <summary>Steps of orchestrations and activities a study.</summary>
    public double DurableStepsPerStudy { get; init; } = 13.9;

    /// <summary>Table calls of the Azure Storage backend for a step: an assumption, nothing of it was counted.</summary>
    public double DurableTablesPerStep { get; init; } = 3;

    /// <summary>Queue calls of the Azure Storage backend for a step: an assumption (put, get, delete and empty polls).</summary>
    public double DurableQueuesPerStep { get; init; } = 7;

    /// <summary>Studies of an RCP: 12 pré-fiches with 3 each.</summary>
    public double StudiesPerRcp { get; init; } = 36;

    /// <summary>Searches of a region a day; one study attached for each.</summary>
    public double SearchesPerDay { get; init; } = 635;

    /// <summary>Polls of an idle hub and app a day: control queues, work item queue, our queues, leases. Paid whatever happens.</summary>
    public double IdleQueuesPerDay { get; init; } = 86_400;

    public double IdleBlobsPerDay { get; init; } = 35_000;

    /// <summary>Regions like this one in France.</summary>
    public double Regions { get; init; } = 12;
}

using Lab;

namespace Runner;

/// <summary>What a <see cref="LocalStack"/> starts, and how.</summary>
public sealed record StackOptions
{
    /// <summary>
    /// Start Azurite, the mock and the DCC stand-in. Default true; otherwise they run already on <see cref="Ports"/>.
    /// </summary>
    public bool WithBackends { get; init; } = true;

    /// <summary>Start the functions. Default true.</summary>
    public bool WithFunctions { get; init; } = true;

    public StackPorts Ports { get; init; } = StackPorts.WellKnown;

    /// <summary>
    /// Where Azurite and the mock keep what must outlive them; null: in a folder that is gone with the stack.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>Forget what the data folder holds. Default false.</summary>
    public bool Fresh { get; init; }

    /// <summary>The mock's population; null: the sample.</summary>
    public string? Population { get; init; }

    /// <summary>
    /// Where the archives of the lab listen, which then takes the place of the mock; null: the mock. Default null.
    /// </summary>
    public LabPorts? Lab { get; init; }

    /// <summary>Patients of the population who have studies in the lab. Default 12.</summary>
    public int LabPatients { get; init; } = 12;

    /// <summary>How long the mock takes to bring a study to the central server. Default 3 s.</summary>
    public TimeSpan RepatriationTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Settings of the functions that go before those of the settings file and the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>A folder of published functions; null: those of this build. Default null.</summary>
    public string? App { get; init; }

    /// <summary>What runs the functions. Default WorkerHost.</summary>
    public FunctionsHostKind Host { get; init; }

    /// <summary>
    /// Takes each line that the functions and their host log; null: warnings and errors go to the console.
    /// </summary>
    public Action<string>? Log { get; init; }

    /// <summary>Show the spans and metrics of the functions. Default false.</summary>
    public bool Observe { get; init; }

    /// <summary>Told what takes long, one sentence each.</summary>
    public Action<string>? Progress { get; init; }

    internal static StackOptions From(CommandLine commandLine, Action<string> progress) =>
        new()
        {
            WithBackends = commandLine.Verb != Verb.Functions,
            WithFunctions = commandLine.Verb != Verb.Backends,
            Ports = commandLine.Ports,
            DataFolder = commandLine.Data ?? RepositoryFolder.Find(Path.Combine(".local", "data")),
            Fresh = commandLine.Fresh,
            Population = commandLine.Population,
            Lab = commandLine.Verb is Verb.Lab or Verb.LabDemo ? commandLine.LabPorts : null,
            Host = commandLine.Host,
            Observe = commandLine.Observe,
            Progress = progress,
        };
}

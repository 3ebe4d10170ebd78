using AzuriteServer;
using KryptonMock;
using Lab;
using Runner.Dcc;
using Runner.Observe;

namespace Runner;

/// <summary>
/// The whole system on this machine: Azurite, the Krypton mock, the DCC stand-in and the functions, wired to one
/// another.
/// </summary>
public sealed class LocalStack : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> parts = [];

    private LocalStack(StackOptions options) => Options = options;

    public StackOptions Options { get; }

    /// <summary>Azurite's ports.</summary>
    public AzuritePorts Storage { get; private set; } = null!;

    /// <summary>The DCC stand-in, which gives tokens.</summary>
    public Uri Dcc { get; private set; } = null!;

    /// <summary>The Krypton mock, or the adapter of the lab.</summary>
    public Uri Mock { get; private set; } = null!;

    /// <summary>The lab; null where the mock takes its place.</summary>
    public LabStack? Lab { get; private set; }

    /// <summary>The functions, without <c>/api/v1</c>.</summary>
    public Uri Functions { get; private set; } = null!;

    /// <summary>Who sees the spans and metrics; null where nobody asked for them.</summary>
    public Observation? Observation { get; private set; }

    /// <summary>The process that runs the functions; null where they are not started.</summary>
    public FunctionsProcess? Host { get; private set; }

    /// <summary>Starts what the options say; on failure what was started is stopped.</summary>
    /// <exception cref="AzuriteException">Azurite cannot be started.</exception>
    /// <exception cref="LabException">The lab cannot be started.</exception>
    /// <exception cref="RunnerException">A port is in use, a setting is broken, or the data folder cannot be
    /// used.</exception>
    /// <exception cref="KryptonMock.Population.PopulationException">The population cannot be read.</exception>
    public static async Task<LocalStack> StartAsync(StackOptions options, CancellationToken cancellationToken = default)
    {
        var stack = new LocalStack(options);
        try
        {
            await stack.StartPartsAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task StartPartsAsync(CancellationToken cancellationToken)
    {
        var ports = Options.Ports.Settle(Options);
        Storage = new AzuritePorts(ports.Blob, ports.Queue, ports.Table);
        (Dcc, Mock, Functions) = (Address(ports.Dcc), Address(ports.Mock), Address(ports.Functions));
        if (Options.WithBackends)
        {
            await StartBackendsAsync(ports, Folder(), cancellationToken);
        }

        if (Options.WithFunctions && Options.Observe)
        {
            var print = Options.Log ?? Console.WriteLine;
            Observation = Keep(await Observation.StartAsync(Options.Progress, print, cancellationToken));
        }

        if (Options.WithFunctions)
        {
            Host = Keep(await FunctionsProcess.StartAsync(this, cancellationToken));
        }
    }

    private async Task StartBackendsAsync(StackPorts ports, DataFolder folder, CancellationToken cancellationToken)
    {
        folder.EnsureWritable();
        var azurite = Keep(await Azurite.StartAsync(StorageOptions(ports, folder), cancellationToken));
        Storage = azurite.Ports;
        if (Options.Fresh)
        {
            folder.ForgetOrders();
        }

        Keep(await DccStandIn.StartAsync(ports.Dcc, null, Places(), cancellationToken));
        if (Options.Lab is { } archives)
        {
            Lab = Keep(await LabStack.StartAsync(LabOptions(ports, archives, folder), cancellationToken));
        }
        else
        {
            Keep(await KryptonMockServer.StartAsync(MockOptions(ports, folder), cancellationToken));
        }
    }

    /// <summary>
    /// On the disk in any case: an Azurite that keeps all in memory stops answering under the load of a task hub.
    /// </summary>
    private DataFolder Folder() =>
        Options.DataFolder is { } path ? new DataFolder(path) : Keep(new TemporaryFolder()).Data;

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }

    private AzuriteOptions StorageOptions(StackPorts ports, DataFolder folder) =>
        new()
        {
            BlobPort = ports.Blob,
            QueuePort = ports.Queue,
            TablePort = ports.Table,
            DataFolder = folder.Azurite,
            Fresh = Options.Fresh,
            Progress = Options.Progress,
        };

    private LabOptions LabOptions(StackPorts ports, LabPorts archives, DataFolder folder) =>
        new()
        {
            Folder = folder.Lab,
            Port = ports.Mock,
            Ports = archives,
            Population = Options.Population ?? SamplePopulation.Folder,
            Patients = Options.LabPatients,
            NotificationTarget = Notifications,
            Fresh = Options.Fresh,
            Progress = Options.Progress,
        };

    private KryptonMockOptions MockOptions(StackPorts ports, DataFolder folder) =>
        new()
        {
            Port = ports.Mock,
            PopulationFolder = Options.Population,
            StateFolder = folder.Mock,
            Settings = new MockSettings
            {
                RepatriationSeconds = Options.RepatriationTime.TotalSeconds,
                Notifications = new NotificationTraits { Target = Notifications },
            },
        };

    /// <summary>The lab's population is there only when the lab has started.</summary>
    private DccPlaces Places() =>
        new(
            Functions,
            Mock,
            Options.Lab is null,
            () => Lab?.Population ?? Options.Population ?? SamplePopulation.Folder
        );

    private string Notifications => $"{Functions}api/v1/krypton/notifications";

    private static Uri Address(int port) => new($"http://localhost:{port}");
}

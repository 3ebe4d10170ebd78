using System.Text.Json;
using Lab.Adapter;
using Lab.Archives;
using Lab.Population;
using Lab.Processes;
using Lab.Viewer;

namespace Lab;

/// <summary>
/// The lab: SITE A, SITE B and CENTRAL as Orthanc processes, and the adapter that speaks our Krypton contract on top
/// of them.
/// </summary>
public sealed class LabStack : IAsyncDisposable
{
    /// <summary>The central server's application entity title.</summary>
    public const string CentralAet = "CENTRAL";

    private readonly LabOptions options;
    private readonly Dictionary<string, ArchivePorts> ports;

    private LabStack(LabOptions options)
    {
        this.options = options;
        ports = new()
        {
            ["SITEA"] = options.Ports.SiteA.Settle(),
            ["SITEB"] = options.Ports.SiteB.Settle(),
            [CentralAet] = options.Ports.Central.Settle(),
        };
        Processes = ports.ToDictionary(archive => archive.Key, archive => Orthanc(archive.Key, archive.Value));
        Archives = new([.. ports.Keys.Where(aet => aet != CentralAet).Select(Archive)], Archive(CentralAet));
        Adapter = new("adapter", Logs, new Uri(Address, "fhir/metadata"), AdapterCommand());
    }

    /// <summary>The adapter's address: what the functions know as Krypton.</summary>
    public Uri Address => new($"http://localhost:{options.Port}");

    /// <summary>The archives, to look into.</summary>
    public LabArchives Archives { get; }

    /// <summary>The Orthanc processes by application entity title: SITEA, SITEB, CENTRAL.</summary>
    public IReadOnlyDictionary<string, LabProcess> Processes { get; }

    /// <summary>The adapter's process.</summary>
    public LabProcess Adapter { get; }

    /// <summary>Whether OHIF is installed, so that a link shows images.</summary>
    public bool HasViewer { get; private set; }

    /// <summary>The population folder: the patients of the lab, and the studies that it has.</summary>
    public string Population => Path.Combine(options.Folder, "population");

    private string Logs => Path.Combine(options.Folder, "logs");

    private string AdapterFile => Path.Combine(options.Folder, "adapter.json");

    /// <summary>Starts the processes; makes the studies where there are none yet.</summary>
    /// <exception cref="LabException">Packages are missing, a port is in use, or a program does not start.</exception>
    public static async Task<LabStack> StartAsync(LabOptions options, CancellationToken cancellationToken = default)
    {
        LabPackages.Ensure();
        if (options.Fresh && Directory.Exists(options.Folder))
        {
            Directory.Delete(options.Folder, recursive: true);
        }

        var stack = new LabStack(options);
        try
        {
            await stack.StartAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>More images of a study arrive at its site, as when a console sends them later.</summary>
    public async Task GrowAsync(string studyUid, int more, CancellationToken cancellationToken)
    {
        var study = Plan().Studies.Single(planned => planned.Study.Uid == studyUid);
        var all = (await Archives.FindAsync(studyUid, cancellationToken))!.Instances.Count;
        await LabContent.GrowAsync(study, all, more, ports[study.Site].Dicom, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Adapter.DisposeAsync();
        await Task.WhenAll(Processes.Values.Select(process => process.DisposeAsync().AsTask()));
        Archives.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Processes.Values.Select(process => process.StartAsync(cancellationToken)));
        if (!Directory.Exists(Population))
        {
            options.Progress?.Invoke("The lab draws its studies and fills the archives (once) …");
            await LabContent.MakeAsync(Plan(), ports, Population, cancellationToken);
        }

        var adapter = new AdapterOptions
        {
            Port = options.Port,
            Population = Population,
            State = Path.Combine(options.Folder, "adapter"),
            Sites = [.. Archives.Sites.Select(site => new AdapterArchive(site.Aet, site.Address))],
            Central = new(CentralAet, Archives.Central.Address),
            ViewerPages = await OhifPackage.EnsureAsync(options.Progress, cancellationToken),
            NotificationTarget = options.NotificationTarget,
        };
        HasViewer = adapter.ViewerPages is not null;
        await File.WriteAllTextAsync(AdapterFile, JsonSerializer.Serialize(adapter), cancellationToken);
        await Adapter.StartAsync(cancellationToken);
    }

    private LabPlan Plan() => LabPlan.Of(options.Population, options.Patients);

    private LabProcess Orthanc(string aet, ArchivePorts at) =>
        new(
            aet,
            Logs,
            new Uri($"http://127.0.0.1:{at.Http}/system"),
            LabPackages.Orthanc,
            OrthancConfiguration.Write(
                Path.Combine(options.Folder, aet),
                aet,
                at,
                ports.Where(other => other.Key != aet).ToDictionary(other => other.Key, other => other.Value.Dicom)
            )
        );

    private ImageArchive Archive(string aet) => new(aet, new Uri($"http://127.0.0.1:{ports[aet].Http}/"));

    private string[] AdapterCommand() => ["dotnet", typeof(LabStack).Assembly.Location, AdapterFile];
}

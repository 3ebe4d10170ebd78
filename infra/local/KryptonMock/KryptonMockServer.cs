using System.Text.Json.Nodes;
using KryptonMock.Admin;
using KryptonMock.Faults;
using KryptonMock.Http;
using KryptonMock.Patients;
using WireMock.Logging;
using WireMock.Server;
using WireMock.Settings;

namespace KryptonMock;

/// <summary>A running mock of the platform.</summary>
public sealed class KryptonMockServer : IAsyncDisposable
{
    private readonly WireMockServer server;
    private readonly Platform platform;

    private KryptonMockServer(WireMockServer server, Platform platform)
    {
        this.server = server;
        this.platform = platform;
        BaseAddress = new Uri(server.Url!);
    }

    /// <summary>Without a path: <c>http://127.0.0.1:8085</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>What may change while it runs.</summary>
    public MockSettings Settings
    {
        get => platform.Settings;
        set => platform.Settings = value;
    }

    public PatientIndex Patients => platform.Population.Patients;

    /// <summary>The last 10,000 requests.</summary>
    public IReadOnlyList<RecordedRequest> Requests => platform.Requests.Requests;

    /// <summary>All requests so far, by kind of call.</summary>
    public IReadOnlyDictionary<CallType, int> RequestCounts => platform.Requests.Counts;

    /// <summary>Loads the population and listens.</summary>
    /// <exception cref="DirectoryNotFoundException">The population folder is missing.</exception>
    /// <exception cref="Population.PopulationException">A line of the population cannot be read.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static Task<KryptonMockServer> StartAsync(
        KryptonMockOptions options,
        CancellationToken cancellationToken = default
    ) => Task.Run(() => Start(options), cancellationToken);

    /// <summary>Sets a fault; gives the id by which it can be taken back.</summary>
    public string Inject(Fault fault) => platform.Faults.Add(fault).Id!;

    /// <summary>Forgets all faults.</summary>
    public void ClearFaults() => platform.Faults.Clear();

    /// <summary>
    /// Adds Patients, ImagingStudies and Organizations; a Patient or study takes the place of one with its id.
    /// </summary>
    public void Add(params IEnumerable<JsonObject> resources) => platform.Population.Add(resources);

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        server.Stop();
        server.Dispose();
    }

    private static KryptonMockServer Start(KryptonMockOptions options)
    {
        var shared = new Platform(options);
        if (options.Resources is { } resources)
        {
            shared.Population.Add(resources);
        }

        if (options.PopulationFolder is not null || options.Resources is null)
        {
            shared.Population.AddFolder(options.PopulationFolder ?? SamplePopulation.Folder);
        }

        var admin = new AdminEndpoint(shared);
        var wireMock = WireMockServer.Start(
            new WireMockServerSettings
            {
                Urls = [$"http://127.0.0.1:{options.Port}"],
                StartAdminInterface = false,
                Logger = new WireMockNullLogger(),
                // The mock keeps its own record; WireMock's would sort 10,000 entries at each request.
                MaxRequestLogCount = 0,
                DisableJsonBodyParsing = true,
                AllowBodyForAllHttpMethods = true,
            }
        );
        wireMock.Serve("/__krypton/*", null, request => Task.FromResult(admin.Answer(request)));
        foreach (var route in shared.Routes())
        {
            wireMock.Serve(
                route.Path,
                route.Method == "*" ? null : route.Method,
                request => shared.Door.EnterAsync(route, request)
            );
        }

        shared.Notifier.Start();
        return new KryptonMockServer(wireMock, shared);
    }
}

using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonMock.Audit;
using KryptonMock.Faults;
using KryptonMock.Http;
using KryptonMock.Organizations;
using KryptonMock.Patients;
using KryptonMock.Population;
using KryptonMock.Repatriations;
using KryptonMock.Studies;
using KryptonMock.Tokens;
using KryptonMock.Viewer;

namespace KryptonMock;

/// <summary>The parts of the platform, put together without HTTP.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private static readonly string[] Resources = ["Patient", "Task", "Organization"];

    private readonly KryptonMockOptions options;
    private readonly CancellationTokenSource stopping = new();
    private volatile MockSettings settings;

    public Platform(KryptonMockOptions options)
    {
        this.options = options;
        settings = options.Settings;
        Population = new(options.NameFolding);
        Faults = new(options.Seed);
        Tokens = new(options.TimeProvider);
        Orders = new(new OrderJournal(options.StateFolder));
        Orders.Restore();
        Audit = new(() => Settings.Audit);
        Central = new(Orders, options.TimeProvider);
        var secret =
            options.NotificationSecret ?? DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.Notification);
        Notifier = new(Orders, Faults, () => Settings.Notifications, secret, options.TimeProvider);
        Door = new(
            Tokens,
            Faults,
            new Latency(options.Seed),
            Requests,
            () => Settings,
            options.TimeProvider,
            stopping.Token
        );
    }

    public MockSettings Settings
    {
        get => settings;
        set => settings = value;
    }

    public TimeProvider Time => options.TimeProvider;

    public LoadedPopulation Population { get; }

    public OrderBook Orders { get; }

    public CentralServer Central { get; }

    public FaultBook Faults { get; }

    public AccessTokens Tokens { get; }

    public AuditBook Audit { get; }

    public RequestLog Requests { get; } = new();

    public Notifier Notifier { get; }

    public FrontDoor Door { get; }

    public IReadOnlyList<Route> Routes()
    {
        var token = new TokenEndpoint(
            new(TrustedKeys.Read(options.ClientKeys, DevelopmentKey.KryptonClient), Time),
            Tokens,
            () => Settings
        );
        var patients = new PatientEndpoint(() => Population.Patients, () => Settings.Search);
        var tasks = new TaskEndpoint(Orders, Population.Studies, Central, Faults, Notifier, () => Settings, Time);
        var viewer = new ViewerEndpoint(
            new(TrustedKeys.Read(options.LaunchKeys, DevelopmentKey.ViewerLaunch), Time),
            Population.Studies,
            Central
        );
        var organizations = new OrganizationEndpoint(() => Population.Organizations);
        return
        [
            new(CallType.Token, "POST", "/token", token.IssueAsync) { NeedsBearer = false },
            new(CallType.PatientSearch, "GET", "/fhir/Patient", patients.Search),
            new(CallType.PatientSearch, "POST", "/fhir/Patient/_search", patients.Search),
            new(CallType.PatientRead, "GET", "/fhir/Patient/*", patients.Read),
            new(CallType.Order, "POST", "/fhir/Task", tasks.PlaceAsync)
            {
                StudyUid = request => OrderRequest.TryRead(request.Text, out var order, out _) ? order!.StudyUid : null,
            },
            new(CallType.OrderRead, "GET", "/fhir/Task/*", tasks.Read) { StudyUid = OfOrder },
            new(CallType.OrderCancel, "PUT", "/fhir/Task/*", tasks.Cancel) { StudyUid = OfOrder },
            new(CallType.Organizations, "GET", "/fhir/Organization", organizations.Search),
            new(CallType.Audit, "POST", "/fhir/AuditEvent", Audit.Post),
            new(CallType.Audit, "GET", "/fhir/AuditEvent", Audit.Search),
            new(CallType.Studies, "GET", "/dicomweb/studies", Qido(isCentral: false).Search) { StudyUid = OfQuery },
            new(CallType.CentralStudies, "GET", "/central/dicomweb/studies", Qido(isCentral: true).Search)
            {
                StudyUid = OfQuery,
            },
            new(CallType.Instances, "GET", "/dicomweb/studies/*/instances", Qido(isCentral: false).Instances)
            {
                StudyUid = OfInstances,
            },
            new(
                CallType.CentralInstances,
                "GET",
                "/central/dicomweb/studies/*/instances",
                Qido(isCentral: true).Instances
            )
            {
                StudyUid = OfInstances,
            },
            new(CallType.Viewer, "GET", "/viewer", viewer.ShowAsync)
            {
                NeedsBearer = false,
                StudyUid = request => request.Parameter("studyUID"),
            },
            new(CallType.Metadata, "GET", "/fhir/metadata", _ => MockAnswer.Fhir(200, Capabilities(Settings.Audit)))
            {
                NeedsBearer = false,
            },
            new(CallType.Unknown, "*", "*", _ => MockAnswer.Outcome(404, "not-found", "No such address."))
            {
                NeedsBearer = false,
            },
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Notifier.DisposeAsync();
        stopping.Dispose();
    }

    /// <summary>Of AuditEvents it says by what they are found; a platform that takes any search names two.</summary>
    private static JsonObject Capabilities(AuditTraits audit) =>
        new()
        {
            ["resourceType"] = "CapabilityStatement",
            ["status"] = "active",
            ["kind"] = "instance",
            ["fhirVersion"] = "4.0.1",
            ["format"] = new JsonArray("json"),
            ["rest"] = new JsonArray(
                new JsonObject
                {
                    ["mode"] = "server",
                    ["resource"] = new JsonArray([
                        .. Resources.Select(type => new JsonObject { ["type"] = type }),
                        new JsonObject
                        {
                            ["type"] = "AuditEvent",
                            ["searchParam"] = new JsonArray([
                                .. (audit.SearchParameters ?? ["entity", "identifier"])
                                    .Where(name => !name.Contains(':', StringComparison.Ordinal))
                                    .Select(name => new JsonObject { ["name"] = name }),
                            ]),
                        },
                    ]),
                }
            ),
        };

    private static string? OfQuery(MockRequest request) =>
        request.Parameter("StudyInstanceUID") ?? request.Parameter("0020000D");

    private static string OfInstances(MockRequest request) => request.Path.Split('/')[^2];

    private QidoEndpoint Qido(bool isCentral) =>
        new(() => Population.Patients, Population.Studies, Central, () => Settings.Qido, isCentral);

    private string? OfOrder(MockRequest request) => Orders.Find(request.Id)?.StudyUid;
}

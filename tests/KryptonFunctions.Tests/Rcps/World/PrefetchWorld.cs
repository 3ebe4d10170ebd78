using FunctionsHost;
using FunctionsHost.Durable;
using KryptonFunctions.Access;
using KryptonFunctions.Functions;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Fixture;
using KryptonMock;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Runner.Dcc;
using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>
/// The functions in the in-process host, Azurite and the mock, with one clock that the test moves: a day takes no time.
/// The host may be killed and started again; tables, history and mock remain.
/// </summary>
internal sealed partial class PrefetchWorld : IAsyncDisposable
{
    private readonly string storage;
    private readonly string hub = $"World{Guid.NewGuid():N}"[..20];
    private readonly MemoryHistory history = new();
    private readonly WorldSettings settings;
    private readonly DccStandIn dcc;
    private readonly DateTimeOffset began;
    private readonly HttpClient http = new();
    private readonly HttpClient carerHttp;

    private PrefetchWorld(
        string storage,
        KryptonMockServer krypton,
        DccStandIn dcc,
        FakeTimeProvider clock,
        WorldSettings settings
    )
    {
        this.storage = storage;
        this.dcc = dcc;
        this.settings = settings;
        (Krypton, Clock, began) = (krypton, clock, clock.GetUtcNow());
        carerHttp = new HttpClient(new CarerHandler(this, dcc));
    }

    public KryptonMockServer Krypton { get; }

    public DccStandIn Dcc => dcc;

    /// <summary>Sends a call of the carer, for whoever hangs up in the middle of it.</summary>
    public HttpClient CarerHttp => carerHttp;

    /// <summary>Krypton's own side of things.</summary>
    public KryptonAdmin Admin => new(http, Krypton.BaseAddress);

    public FakeTimeProvider Clock { get; }

    public LocalFunctionsHost Host { get; private set; } = null!;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Awaited before a call goes to Krypton; it holds the call up as long as it likes.</summary>
    public Func<HttpRequestMessage, Task>? BeforeCall { get; set; }

    /// <summary>
    /// Called when Krypton has answered a call and the functions have not seen the answer yet; what it throws ends the
    /// step there, as a death of the process would.
    /// </summary>
    public Action<HttpRequestMessage>? AfterAnswer { get; set; }

    /// <summary>Awaited before an activity begins.</summary>
    public Func<Task>? BeforeActivity { get; set; }

    /// <summary>Who prepares the RCPs of this world, as the functions see them.</summary>
    public static Caller Carer { get; } =
        new(
            "dr.martin",
            "810001234567",
            "Dr Martin",
            "10^1.2.250.1.213.1.1.5.5",
            "330781196",
            "TREAT",
            new HashSet<string> { Roles.Care },
            CareOf.From([CareOf.Everybody], [])
        );

    public static async Task<PrefetchWorld> StartAsync(
        PrefetchStorage storage,
        WorldSettings? settings = null,
        int? stopAfterSteps = null
    )
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
        var krypton = await KryptonMockServer.StartAsync(
            new KryptonMockOptions
            {
                TimeProvider = clock,
                Resources = [],
                Settings = new MockSettings { RepatriationSeconds = 60 },
            }
        );
        var world = new PrefetchWorld(
            await storage.ConnectionString(),
            krypton,
            await DccStandIn.StartAsync(0, clock, null, TestContext.Current.CancellationToken),
            clock,
            settings ?? new WorldSettings()
        );
        await world.RestartAsync(stopAfterSteps);
        return world;
    }

    /// <summary>Starts the functions, after the old ones were stopped or have stopped dead.</summary>
    public async Task RestartAsync(int? stopAfterSteps = null)
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Settings())
            .AddInMemoryCollection(settings.More)
            .Build();
        Host = await LocalFunctionsHost.StartAsync(
            new LocalFunctionsHostOptions
            {
                Assemblies = [typeof(KryptonApp).Assembly],
                HostJsonPath = settings.HostJson ?? Path.Combine(SolutionFolder.Path, "host.json"),
                Configuration = configuration,
                ConfigureServices = services =>
                    services
                        .AddSingleton<TimeProvider>(Clock)
                        .AddKryptonFunctions(configuration)
                        .ConfigureAll<HttpClientFactoryOptions>(clients =>
                            clients.HttpMessageHandlerBuilderActions.Add(builder =>
                                builder.AdditionalHandlers.Insert(0, new AnswerTap(this))
                            )
                        ),
                Middleware = worker => worker.UseKryptonMiddleware().Use(AwaitsBeforeActivity),
                Url = "http://127.0.0.1:0",
                StorageConnectionString = storage,
                History = history,
                TimeProvider = Clock,
                StopAfterSteps = stopAfterSteps,
                Logging = settings.Logging ?? (logging => logging.SetMinimumLevel(LogLevel.None)),
            },
            TestContext.Current.CancellationToken
        );
        Krypton.Settings = Krypton.Settings with
        {
            Notifications = new NotificationTraits { Target = $"{Host.BaseAddress}api/v1/krypton/notifications" },
        };
    }

    public async ValueTask DisposeAsync()
    {
        // What a failed test still holds must not hold the others.
        await Host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        await Krypton.DisposeAsync();
        await dcc.DisposeAsync();
        carerHttp.Dispose();
        http.Dispose();
    }

    private FunctionExecutionDelegate AwaitsBeforeActivity(FunctionExecutionDelegate next) =>
        async context =>
        {
            if (context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "activityTrigger"))
            {
                await (BeforeActivity?.Invoke() ?? Task.CompletedTask);
            }

            await next(context);
        };

    private sealed class AnswerTap(PrefetchWorld world) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            await (world.BeforeCall?.Invoke(request) ?? Task.CompletedTask);
            var answer = await base.SendAsync(request, cancellationToken);
            world.AfterAnswer?.Invoke(request);
            return answer;
        }
    }

    private Dictionary<string, string?> Settings() =>
        new()
        {
            ["AzureWebJobsStorage"] = storage,
            ["TaskHubName"] = hub,
            ["App:Environment"] = "local",
            ["Dcc:Issuer"] = DccStandIn.Issuer,
            ["Dcc:Audience"] = DccStandIn.Audience,
            ["Dcc:JwksUrl"] = $"{dcc.Address}jwks",
            ["DccWebhook:Url"] = settings.TellsDcc ? $"{dcc.Address}webhook" : null,
            ["Krypton:FhirBaseUrl"] = $"{Krypton.BaseAddress}fhir",
            ["Krypton:DicomWebBaseUrl"] = $"{Krypton.BaseAddress}dicomweb",
            ["Krypton:CentralDicomWebBaseUrl"] = $"{Krypton.BaseAddress}central/dicomweb",
            ["Krypton:TokenUrl"] = $"{Krypton.BaseAddress}token",
            ["Krypton:ViewerTemplate"] =
                $"{Krypton.BaseAddress}viewer?requestType=STUDY&studyUID={{studyUIDs}}&token={{launchToken}}",
            ["ViewerLinks:PublicBaseUrl"] = "http://localhost:1",

            // A test does in a moment what a user does in an hour.
            ["Access:SearchesPerMinute"] = "10000",
            ["Access:LinksPerMinute"] = "10000",

            // So does the deadline, and here the mock computes in the same process.
            ["Krypton:RequestSeconds"] = "60",

            // The circuit keeps the real time, of which a day here takes a few seconds: open, it would be so for hours.
            ["Krypton:CircuitMinimumCalls"] = "10000",
        };
}

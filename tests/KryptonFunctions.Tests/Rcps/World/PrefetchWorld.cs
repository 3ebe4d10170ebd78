using FunctionsHost;
using FunctionsHost.Durable;
using KryptonFunctions.Access;
using KryptonFunctions.Functions;
using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Traces;
using KryptonMock;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>
/// The functions in the in-process host, Azurite and the mock, with one clock that the test moves: a day takes no time.
/// The host may be killed and started again; tables, history and mock remain.
/// </summary>
internal sealed class PrefetchWorld : IAsyncDisposable
{
    private readonly string storage;
    private readonly string hub = $"World{Guid.NewGuid():N}"[..20];
    private readonly MemoryHistory history = new();
    private readonly WorldSettings settings;
    private readonly HttpClient http = new();

    private PrefetchWorld(string storage, KryptonMockServer krypton, FakeTimeProvider clock, WorldSettings settings) =>
        (this.storage, Krypton, Clock, this.settings) = (storage, krypton, clock, settings);

    public KryptonMockServer Krypton { get; }

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

    /// <summary>Who prepares the meetings of this world.</summary>
    public static Caller Carer { get; } =
        new(
            "dr.martin",
            "810001234567",
            "Dr Martin",
            null,
            "330781196",
            "TREAT",
            new HashSet<string> { Roles.Care },
            new HashSet<string> { "*" }
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
                Middleware = worker => worker.UseKryptonMiddleware(),
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

    /// <summary>Krypton gets to know patients and their studies.</summary>
    public KnownPatient GivenPatient(params KnownStudy[] studies)
    {
        var patient = studies.Length == 0 ? new KnownPatient() : new KnownPatient { Studies = studies };
        Krypton.Add(patient.Resources());
        return patient;
    }

    /// <summary>Calls a use case in a scope of its own.</summary>
    public async Task<TResult> Use<TService, TResult>(Func<TService, Task<TResult>> call)
        where TService : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public PrefetchInstances Instances => Host.Services.GetRequiredService<PrefetchInstances>();

    /// <summary>Runs one of the timers' functions now.</summary>
    public async Task RunTimerAsync(Func<UpkeepFunctions, DurableTaskClient, Task> run)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await run(ActivatorUtilities.CreateInstance<UpkeepFunctions>(scope.ServiceProvider), Host.DurableClient);
    }

    /// <summary>The state row of a study.</summary>
    public async Task<WantedStudy?> Study(string rcpId, string uid) =>
        (
            await Use((StudyStore studies) => studies.FindAsync(rcpId, uid, TestContext.Current.CancellationToken))
        )?.Value;

    public Task<PreFiche?> PreFiche(string rcpId, string preFicheId) =>
        Use((RcpStore rcps) => rcps.FindPreFicheAsync(rcpId, preFicheId, TestContext.Current.CancellationToken));

    /// <summary>The traces of this month that name the patient, newest first.</summary>
    public async Task<IReadOnlyList<TraceEntry>> TracesAsync(KnownPatient patient)
    {
        var partition = await Use((TraceKeys keys) => Task.FromResult(keys.Partition(patient.Id, Now)));
        var rows = await Use(
            (TraceTable traces) =>
                traces
                    .RangeAsync(partition, TraceKeys.FirstRow, "t}", null, TestContext.Current.CancellationToken)
                    .ToListAsync(TestContext.Current.CancellationToken)
                    .AsTask()
        );
        return [.. rows.Select(row => Trace.FromCanonicalJson(row.GetString("Json"))!.Entry)];
    }

    /// <summary>Moves the clock to the next thing that is due, again and again, until it is as wanted.</summary>
    /// <param name="ask">What is looked at.</param>
    /// <param name="wanted">When it is as wanted.</param>
    /// <param name="step">How far the clock is moved at once.</param>
    /// <param name="longest">In time of this world.</param>
    public async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> wanted, TimeSpan step, TimeSpan longest)
    {
        var end = Now + longest;
        while (true)
        {
            await SettleAsync();
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            if (Now >= end)
            {
                throw new TimeoutException($"Not in {longest}. Last: {answer}");
            }

            Clock.Advance(step);
        }
    }

    /// <summary>
    /// Until nothing is left to do at this moment; a call to Krypton that waits for the clock does not hold it up.
    /// </summary>
    public Task SettleAsync() =>
        Task.WhenAny(
            Host.WhenIdleAsync(TestContext.Current.CancellationToken),
            Eventually.Passes(TimeSpan.FromMilliseconds(250))
        );

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Krypton.DisposeAsync();
        http.Dispose();
    }

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
            ["Dcc:Issuer"] = "http://localhost:1",
            ["Dcc:Audience"] = "krypton-functions",
            ["Dcc:JwksUrl"] = "http://localhost:1/jwks",
            ["Krypton:FhirBaseUrl"] = $"{Krypton.BaseAddress}fhir",
            ["Krypton:DicomWebBaseUrl"] = $"{Krypton.BaseAddress}dicomweb",
            ["Krypton:CentralDicomWebBaseUrl"] = $"{Krypton.BaseAddress}central/dicomweb",
            ["Krypton:TokenUrl"] = $"{Krypton.BaseAddress}token",
            ["Krypton:ViewerTemplate"] =
                $"{Krypton.BaseAddress}viewer?requestType=STUDY&studyUID={{studyUIDs}}&token={{launchToken}}",
            ["ViewerLinks:PublicBaseUrl"] = "http://localhost:1",

            // The circuit keeps the real time, of which a day here takes a few seconds: open, it would be so for hours.
            ["Krypton:CircuitMinimumCalls"] = "10000",
        };
}

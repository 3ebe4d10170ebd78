using System.Net.Http.Json;
using KryptonFunctions.Tests.Fixture;
using Runner;
using Xunit;

[assembly: AssemblyFixture(typeof(LocalKrypton))]

namespace KryptonFunctions.Tests.Fixture;

/// <summary>
/// The system under test, one for the whole assembly: the local set-up on free ports, or, where
/// <c>KRYPTON_BASE_ADDRESS</c> is set, functions that run elsewhere with the backends at their usual addresses
/// (<c>KRYPTON_MOCK_ADDRESS</c>, <c>KRYPTON_DCC_ADDRESS</c>). The acceptance tests see addresses only.
/// </summary>
public sealed class LocalKrypton : IAsyncLifetime
{
    /// <summary>
    /// Down to Trace, in the worker and in its host; the durable extension's own tracing of its storage aside. And
    /// patience.
    /// </summary>
    private static readonly Dictionary<string, string?> OfTests = new()
    {
        ["Logging:LogLevel:Default"] = "Trace",
        ["AzureFunctionsJobHost:logging:logLevel:default"] = "Trace",

        // A busy machine that runs all of this is not a slow Krypton.
        ["Krypton:RequestSeconds"] = "30",

        // Krypton is well again at once for whoever comes after a test in which it was not.
        ["Krypton:CircuitBreakSeconds"] = "0.5",
    };

    private readonly HttpClient http = new(new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false }))
    {
        Timeout = TimeSpan.FromSeconds(60),
    };
    private Uri functions = null!;
    private Uri dcc = null!;

    /// <summary>
    /// The local set-up, or null when the functions run elsewhere; for tests of what only the process can show, never
    /// for acceptance.
    /// </summary>
    public LocalStack? Stack { get; private set; }

    /// <summary>The spans and metrics of the local set-up, or null when the functions run elsewhere.</summary>
    public ObservedFunctions? Observed { get; private set; }

    /// <summary>What the functions of the local set-up and their host logged.</summary>
    public Telemetry Telemetry { get; } = new();

    /// <summary>The mock's administration: faults, settings, what it was asked.</summary>
    public KryptonAdmin Krypton { get; private set; } = null!;

    /// <summary>An HTTP client without redirects.</summary>
    public HttpClient Http => http;

    public Uri Functions => functions;

    /// <summary>The stand-in of the DCC, where the workbench is.</summary>
    public Uri Dcc => dcc;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("KRYPTON_BASE_ADDRESS") is { Length: > 0 } elsewhere)
        {
            (functions, dcc) = (new Uri(elsewhere), Address("KRYPTON_DCC_ADDRESS", "http://localhost:8090"));
            Krypton = new KryptonAdmin(http, Address("KRYPTON_MOCK_ADDRESS", "http://localhost:8085"));
        }
        else
        {
            Observed = await ObservedFunctions.StartAsync();
            Stack = await LocalStack.StartAsync(
                new StackOptions
                {
                    Ports = StackPorts.Free,
                    Log = Telemetry.Take,
                    Settings = new Dictionary<string, string?>(OfTests.Concat(Observed.Settings)),
                }
            );
            (functions, dcc) = (Stack.Functions, Stack.Dcc);
            Krypton = new KryptonAdmin(http, Stack.Mock);
        }

        await FirstSearch(await GivenCarer("RCP-WARM"), new KnownPatient(), "RCP-WARM");
    }

    public async ValueTask DisposeAsync()
    {
        if (Stack is not null)
        {
            await Stack.DisposeAsync();
        }

        if (Observed is not null)
        {
            await Observed.DisposeAsync();
        }

        Telemetry.Dispose();
        http.Dispose();
    }

    /// <summary>The first search of a process: not yet compiled, it may pass the deadline on a busy machine.</summary>
    public Task<Answer> FirstSearch(DccCaller carer, KnownPatient patient, string rcpId) =>
        Eventually.Becomes(
            () => carer.SearchFor(patient.AsAsked(), rcpId),
            answer => answer.Status == System.Net.HttpStatusCode.OK,
            "the first search"
        );

    /// <summary>A token as the DCC gives it.</summary>
    public Task<string> TokenFor(string user, string[] roles, params string[] careOfRcp) =>
        Token(
            new
            {
                user,
                roles,
                careOfRcp,
            }
        );

    /// <summary>
    /// A professional who takes part in the care of these RCPs; each call gives another user.
    /// </summary>
    public async Task<DccCaller> GivenCarer(params string[] careOfRcp) =>
        new(http, functions, await TokenFor(NewId("dr"), ["care"], careOfRcp));

    /// <summary>Such a professional with the <c>SubjectNameID</c> that Krypton sees, which is nobody else's.</summary>
    public async Task<(DccCaller Carer, string SubjectNameId)> GivenCarerWithRppsOfTheirOwn(params string[] careOfRcp)
    {
        var rpps = $"1{Random.Shared.NextInt64(1_000_000_000, 9_999_999_999)}";
        return (
            new(
                http,
                functions,
                await Token(
                    new
                    {
                        user = NewId("dr"),
                        rpps,
                        roles = new[] { "care" },
                        careOfRcp,
                    }
                )
            ),
            $"8{rpps}"
        );
    }

    /// <summary>A professional who takes part in the care of these pré-fiches only, <c>RCP/pré-fiche</c>.</summary>
    public async Task<DccCaller> GivenCarerOfPreFiches(params string[] careOfPreFiche) =>
        new(
            http,
            functions,
            await Token(
                new
                {
                    user = NewId("dr"),
                    roles = new[] { "care" },
                    careOfPreFiche,
                }
            )
        );

    /// <summary>An auditor.</summary>
    public async Task<DccCaller> GivenAuditor() => new(http, functions, await TokenFor(NewId("auditor"), ["auditor"]));

    /// <summary>Somebody of an agency, who has no RPPS and gives no care.</summary>
    public async Task<DccCaller> GivenAgent(string role, string purposeOfUse) =>
        new(
            http,
            functions,
            await Token(
                new
                {
                    user = NewId("agent"),
                    subjectNameId = "518003302500018/agent-7",
                    purposeOfUse,
                    roles = new[] { role },
                }
            )
        );

    /// <summary>An administrator of the network.</summary>
    public async Task<DccCaller> GivenNetworkAdmin() =>
        new(http, functions, await TokenFor(NewId("admin"), ["network-admin"]));

    /// <summary>Somebody with this token, or with none.</summary>
    public DccCaller GivenSomebodyWith(string? token) => new(http, functions, token);

    /// <summary>A patient whom Krypton knows, with these studies (default: one CT at a site).</summary>
    public async Task<KnownPatient> GivenPatient(params KnownStudy[] studies)
    {
        var patient = studies.Length == 0 ? new KnownPatient() : new KnownPatient { Studies = studies };
        await Krypton.Knows(patient);
        return patient;
    }

    /// <summary>
    /// An RCP in two days with a pré-fiche <c>PF-1</c>, <c>PF-2</c>… for each patient, announced by a carer of it.
    /// </summary>
    public async Task<GivenRcp> GivenRcp(params KnownPatient[] patients)
    {
        var rcpId = NewId("RCP");
        var rcp = new GivenRcp(rcpId, await GivenCarer(rcpId), patients);
        await rcp.Save(DateTimeOffset.UtcNow.AddDays(2));
        return rcp;
    }

    /// <summary>An id that no other test uses.</summary>
    public static string NewId(string prefix) => $"{prefix}-{Guid.NewGuid():N}"[..(prefix.Length + 13)];

    private async Task<string> Token(object claims)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(dcc, "/token"), claims);
        return (await Answer.FromAsync(answer))
            .ShouldBe(System.Net.HttpStatusCode.OK)
            .Read<Runner.Dcc.TokenAnswer>()
            .AccessToken;
    }

    private static Uri Address(string variable, string usual) =>
        new(Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? given : usual);
}

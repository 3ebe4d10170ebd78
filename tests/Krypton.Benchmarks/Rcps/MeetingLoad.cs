using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AzuriteServer;
using FunctionsHost;
using Krypton.Access;
using Krypton.Functions;
using Krypton.Functions.Rcps;
using Krypton.Rcps;
using Krypton.Rcps.Attachments;
using Krypton.Rcps.Identities;
using Krypton.Rcps.Meetings;
using KryptonMock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Krypton.Benchmarks.Rcps;

/// <summary>A large meeting: how long until every study is ordered and verified, and what it costs in executions and storage transactions. The use cases are called as the HTTP functions call them.</summary>
internal sealed class MeetingLoad(LocalFunctionsHost host, int preFiches, int studies)
{
    private const string RcpId = "RCP-LOAD";
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 16 };
    private static readonly Caller Carer = new("dr.load", "810001234567", "Load", null, "330781196", "TREAT", new HashSet<string> { Roles.Care }, new HashSet<string> { "*" });

    /// <summary>How often the DCC looks at the board.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private int repeats;
    private int looks;

    private PrefetchInstances Instances => host.Services.GetRequiredService<PrefetchInstances>();

    public static async Task<int> RunAsync(int preFiches, int studies)
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions());
        await using var krypton = await KryptonMockServer.StartAsync(new KryptonMockOptions { Resources = LoadPopulation.Resources(preFiches, studies), Settings = new MockSettings { LatencyMilliseconds = 20 } });
        var configuration = Configuration(azurite.ConnectionString, krypton.BaseAddress);
        await using var host = await LocalFunctionsHost.StartAsync(new LocalFunctionsHostOptions
        {
            Assemblies = [typeof(KryptonApp).Assembly],
            HostJsonPath = Path.GetFullPath("host.json"),
            Configuration = configuration,
            ConfigureServices = services => services.AddKryptonFunctions(configuration),
            Middleware = worker => worker.UseMiddleware<CountingMiddleware>().UseKryptonMiddleware(),
            Url = "http://127.0.0.1:0",
            StorageConnectionString = azurite.ConnectionString,
            TaskHub = "Load",
            Strict = false,
            Logging = logging => logging.SetMinimumLevel(LogLevel.None),
        });
        krypton.Settings = krypton.Settings with { Notifications = new NotificationTraits { Target = $"{host.BaseAddress}api/v1/krypton/notifications" } };
        using var calls = new OutgoingCalls();
        var load = new MeetingLoad(host, preFiches, studies);
        var times = await load.PrepareAsync(krypton);
        var all = preFiches * studies;
        foreach (var (function, count) in CountingMiddleware.Executions.OrderByDescending(e => e.Value))
        {
            Console.WriteLine($"  {function,-24} {count,7} {(double)count / all,6:0.00} a study");
        }

        foreach (var (service, port) in new[] { ("table", azurite.Ports.Table), ("queue", azurite.Ports.Queue) })
        {
            foreach (var (what, count) in calls.ByTarget(port))
            {
                Console.WriteLine($"  {service} {what,-40} {count,7} {(double)count / all,6:0.00} a study");
            }
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            preFiches,
            studies = all,
            times.SearchedSeconds,
            times.OrderedSeconds,
            times.ReadySeconds,
            repeatedCalls = load.repeats,
            boardReads = load.looks,
            processorSeconds = Math.Round(Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds),
            executionsPerStudy = Math.Round((double)CountingMiddleware.Executions.Values.Sum() / all, 1),
            tablePerStudy = Math.Round((double)calls.To(azurite.Ports.Table) / all, 1),
            queuePerStudy = Math.Round((double)calls.To(azurite.Ports.Queue) / all, 1),
            kryptonPerStudy = Math.Round((double)calls.To(krypton.BaseAddress.Port) / all, 1),
            workingSetMiB = Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024,
        }));
        return 0;
    }

    private async Task<(double SearchedSeconds, double OrderedSeconds, double ReadySeconds)> PrepareAsync(KryptonMockServer krypton)
    {
        var clock = Stopwatch.StartNew();
        var request = new RcpRequest
        {
            StartsAt = DateTimeOffset.UtcNow.AddDays(7),
            Prefiches = [.. Enumerable.Range(1, preFiches).Select(p => new RequestedPreFiche { PreFicheId = $"PF-{p}", Patient = LoadPopulation.Asked(p) })],
        };
        await UseAsync((SaveRcp save) => save.RunAsync(Carer, RcpId, request, ifMatch: null, CancellationToken.None));
        await Instances.EnsureRcpAsync(host.DurableClient, RcpId, Events.RcpChanged, CancellationToken.None);
        await WaitAsync(async () => (await CountsAsync()).Prefiches.Count(p => p.Identity == IdentityState.AwaitingChoice) == preFiches);
        var searched = clock.Elapsed.TotalSeconds;

        clock.Restart();
        await Parallel.ForEachAsync(Enumerable.Range(1, preFiches), Together, async (p, token) => await ChooseAndAttachAsync(p, token));
        await WaitAsync(() => Task.FromResult(krypton.RequestCounts.GetValueOrDefault(KryptonMock.Http.CallType.Order) >= preFiches * studies));
        var ordered = clock.Elapsed.TotalSeconds;
        await WaitAsync(async () => (await CountsAsync()).Counts.Online == preFiches * studies);
        return (Math.Round(searched, 1), Math.Round(ordered, 1), Math.Round(clock.Elapsed.TotalSeconds, 1));
    }

    private async Task ChooseAndAttachAsync(int preFiche, CancellationToken cancellationToken)
    {
        var id = $"PF-{preFiche}";
        var handle = host.Services.GetRequiredService<PatientHandles>().Protect(Carer, LoadPopulation.PatientId(preFiche));
        await UseAsync((ChooseIdentity choose) => choose.RunAsync(Carer, RcpId, id, new ChosenIdentityRequest(handle), cancellationToken));
        await Instances.RingAsync(host.DurableClient, InstanceIds.PreFiche(RcpId, id), Events.IdentityChosen, cancellationToken);
        for (var study = 1; study <= studies; study++)
        {
            var uid = LoadPopulation.StudyUid(preFiche, study);
            await UseAsync((AttachStudy attach) => attach.RunAsync(Carer, RcpId, id, uid, cancellationToken));
            await Instances.EnsureStudyAsync(host.DurableClient, new StudyReference(RcpId, uid), Events.AttachmentChanged, cancellationToken);
        }
    }

    private async Task<Board> CountsAsync()
    {
        looks++;
        return (await UseAsync((ReadBoard read) => read.RunAsync(Carer, RcpId, CancellationToken.None))).Board;
    }

    private async Task<TResult> UseAsync<TService, TResult>(Func<TService, Task<Outcome<TResult>>> call)
        where TService : notnull
    {
        while (true)
        {
            await using var scope = host.Services.CreateAsyncScope();
            switch (await call(scope.ServiceProvider.GetRequiredService<TService>()))
            {
                case Outcome<TResult>.Ok(var value):
                    return value;
                case Outcome<TResult>.Failed({ Kind: FailureKind.Unavailable or FailureKind.TraceUnavailable } busy):
                    // As the DCC does: what is answered 'not now' is sent again.
                    Interlocked.Increment(ref repeats);
                    await Task.Delay(busy.RetryAfter ?? TimeSpan.FromSeconds(1));
                    break;
                case Outcome<TResult>.Failed(var failure):
                    throw new InvalidOperationException($"{failure.Slug}: {failure.Detail}");
            }
        }
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(LookEvery);
        }
    }

    private static IConfiguration Configuration(string storage, Uri krypton) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = storage,
        ["TaskHubName"] = "Load",
        ["App:Environment"] = "local",
        ["Dcc:Issuer"] = "http://localhost:1",
        ["Dcc:Audience"] = "krypton-functions",
        ["Dcc:JwksUrl"] = "http://localhost:1/jwks",
        ["Krypton:FhirBaseUrl"] = $"{krypton}fhir",
        ["Krypton:DicomWebBaseUrl"] = $"{krypton}dicomweb",
        ["Krypton:CentralDicomWebBaseUrl"] = $"{krypton}central/dicomweb",
        ["Krypton:TokenUrl"] = $"{krypton}token",
        ["Krypton:ViewerTemplate"] = string.Create(CultureInfo.InvariantCulture, $"{krypton}viewer?requestType=STUDY&studyUID={{studyUIDs}}&token={{launchToken}}"),
        ["ViewerLinks:PublicBaseUrl"] = "http://localhost:1",
    }).Build();
}

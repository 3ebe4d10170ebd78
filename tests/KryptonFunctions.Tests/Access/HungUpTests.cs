using System.Globalization;
using System.Net.Http.Json;
using Azure.Data.Tables;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using KryptonFunctions.ViewerLinks;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// A caller who hangs up at any moment leaves no change without its trace. Each use case is hung up on some dozens of
/// times; <c>KRYPTON_HANG_UPS</c> names another number, such as 1000 in a long run.
/// </summary>
[Collection(Worlds.Accesses)]
public sealed class HungUpTests(PrefetchStorage storage) : IAsyncLifetime
{
    private const int AtOnce = 8;
    private const int MaxMilliseconds = 80;

    private static readonly int HangUps = int.TryParse(
        Environment.GetEnvironmentVariable("KRYPTON_HANG_UPS"),
        NumberStyles.None,
        null,
        out var number
    )
        ? number
        : 60;

    private PrefetchWorld world = null!;
    private int hungUp;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoAttachmentAndNoDetachmentIsWithoutItsTrace()
    {
        var patient = world.GivenPatient([.. Enumerable.Range(0, HangUps).Select(_ => new KnownStudy())]);
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await rcp.Choose(1);
        var uids = patient.Studies.Select(study => study.Uid).ToList();

        await HangUpOnAsync(uids, uid => new(HttpMethod.Put, $"/api/v1/rcps/{rcp.Id}/prefiches/PF-1/studies/{uid}"));
        await AllTracedAsync(
            async () => (await Rows(rcp)).Where(row => row.IsAttached).Select(row => row.StudyUid),
            () => Traced(patient.Id, TraceAction.Attached)
        );

        await HangUpOnAsync(uids, uid => new(HttpMethod.Delete, $"/api/v1/rcps/{rcp.Id}/prefiches/PF-1/studies/{uid}"));
        await AllTracedAsync(
            async () => (await Rows(rcp)).Where(row => row.Declined).Select(row => row.StudyUid),
            () => Traced(patient.Id, TraceAction.Detached)
        );
    }

    [Fact]
    public async Task NoLinkIsGivenOrUsedUpWithoutItsTrace()
    {
        var patient = world.GivenPatient([.. Enumerable.Range(0, HangUps).Select(_ => new KnownStudy())]);
        var rcp = world.NewRcp(patient);
        var patientId = await rcp.Find(patient);

        await HangUpOnAsync(
            patient.Studies,
            study =>
                new(HttpMethod.Post, "/api/v1/viewer-links")
                {
                    Content = JsonContent.Create(
                        new
                        {
                            context = new { rcpId = rcp.Id },
                            patientId,
                            studyUids = new[] { study.Uid },
                        }
                    ),
                }
        );
        await AllTracedAsync(
            async () => (await Links(patient)).Select(link => link.StudyUids[0]),
            () => Traced(patient.Id, TraceAction.LinkIssued)
        );

        var links = new List<Uri>();
        foreach (var study in patient.Studies)
        {
            links.Add(await GivenLink(rcp, patientId, study.Uid));
        }

        await HangUpOnAsync(links, link => new(HttpMethod.Get, link.PathAndQuery));
        await AllTracedAsync(
            async () => (await Links(patient)).Where(link => link.UsedAt is not null).Select(link => link.StudyUids[0]),
            () => Traced(patient.Id, TraceAction.LinkOpened)
        );
    }

    [Fact]
    public async Task NoMeetingIsAnnouncedOrCancelledAndNoIdentityChosenWithoutItsTrace()
    {
        var patient = world.GivenPatient();
        var rcps = Enumerable.Range(0, HangUps).Select(_ => world.NewRcp(patient)).ToList();

        await HangUpOnAsync(
            rcps,
            rcp =>
                new(HttpMethod.Put, $"/api/v1/rcps/{rcp.Id}")
                {
                    Content = JsonContent.Create(rcp.Body(world.Now.AddDays(3))),
                }
        );
        await AllTracedAsync(() => Kept(rcps, _ => true), () => TracedRcps(null, TraceAction.RcpCreated));

        var patientIds = new Dictionary<GivenRcp, string>();
        foreach (var rcp in rcps)
        {
            await rcp.Save(world.Now.AddDays(3));
            patientIds[rcp] = await rcp.Find(patient);
        }

        await HangUpOnAsync(
            rcps,
            rcp =>
                new(HttpMethod.Put, $"/api/v1/rcps/{rcp.Id}/prefiches/PF-1/identity")
                {
                    Content = JsonContent.Create(new { patientId = patientIds[rcp] }),
                }
        );
        await AllTracedAsync(() => Chosen(rcps), () => TracedRcps(patient.Id, TraceAction.CandidateChosen));

        await HangUpOnAsync(rcps, rcp => new(HttpMethod.Delete, $"/api/v1/rcps/{rcp.Id}"));
        await AllTracedAsync(() => Kept(rcps, rcp => rcp.Cancelled), () => TracedRcps(null, TraceAction.RcpCancelled));
    }

    public async ValueTask InitializeAsync() =>
        world = await PrefetchWorld.StartAsync(
            storage,
            new WorldSettings { More = new Dictionary<string, string?> { ["Access:LinksPerMinute"] = "10000" } }
        );

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>Sends a request for each and hangs up after a random time.</summary>
    private async Task HangUpOnAsync<T>(IEnumerable<T> all, Func<T, HttpRequestMessage> make)
    {
        hungUp = 0;
        await Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
            async (one, _) =>
            {
                using var request = make(one);
                request.RequestUri = new Uri(new Uri("http://functions"), request.RequestUri!.OriginalString);
                using var hangUp = new CancellationTokenSource(Random.Shared.Next(1, MaxMilliseconds));
                try
                {
                    using var answer = await world.CarerHttp.SendAsync(request, hangUp.Token);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref hungUp);
                }
            }
        );
        hungUp.ShouldBeGreaterThan(0);
    }

    private static Task<List<string>> AllTracedAsync(
        Func<Task<IEnumerable<string>>> changed,
        Func<Task<IEnumerable<string>>> traced
    ) =>
        Eventually.Becomes(
            async () => (await changed()).Except(await traced()).ToList(),
            untraced => untraced.Count == 0,
            "a trace of every change",
            TimeSpan.FromSeconds(20)
        );

    private async Task<IEnumerable<string>> Traced(string patientId, TraceAction action) =>
        (await world.TracesAsync(patientId)).Where(t => t.Action == action).SelectMany(t => t.StudyUids);

    private async Task<IEnumerable<string>> TracedRcps(string? patientId, TraceAction action) =>
        (await world.TracesAsync(patientId)).Where(t => t.Action == action).Select(t => t.RcpId!);

    private Task<IReadOnlyList<AttachedStudy>> Rows(GivenRcp rcp) =>
        world.Use((StudyStore studies) => studies.AttachedToAsync(rcp.Id, "PF-1", Cancel));

    private async Task<IEnumerable<string>> Kept(IEnumerable<GivenRcp> rcps, Func<Rcp, bool> wanted)
    {
        var kept = await Task.WhenAll(rcps.Select(r => world.Use((RcpStore store) => store.FindAsync(r.Id, Cancel))));
        return kept.Where(found => found is not null && wanted(found.Value)).Select(found => found!.Value.RcpId);
    }

    private async Task<IEnumerable<string>> Chosen(IEnumerable<GivenRcp> rcps)
    {
        var all = await Task.WhenAll(rcps.Select(async r => (r.Id, PreFiche: await world.PreFiche(r.Id, "PF-1"))));
        return all.Where(row => row.PreFiche?.Choice is not null).Select(row => row.Id);
    }

    private Task<List<ViewerLink>> Links(KnownPatient patient) =>
        world.Use(
            async (TableServiceClient tables) =>
            {
                var rows = tables
                    .GetTableClient(ViewerLinkTable.Name)
                    .QueryAsync<TableEntity>(cancellationToken: Cancel);
                var links = rows.Select(row =>
                    System.Text.Json.JsonSerializer.Deserialize<ViewerLink>(row.GetString("Link"))!
                );
                return await links.Where(link => link.PatientId == patient.Id).ToListAsync(Cancel);
            }
        );

    private async Task<Uri> GivenLink(GivenRcp rcp, string patientId, string uid) => new((string)(
                    await rcp.Carer.Post(
                        "viewer-links",
                        new
                        {
                            context = new { rcpId = rcp.Id },
                            patientId,
                            studyUids = new[] { uid },
                        }
                    )
                ).ShouldBe(System.Net.HttpStatusCode.Created).Json["url"]!);
}

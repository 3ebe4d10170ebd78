using System.Diagnostics;
using System.Net;

namespace Runner.Demo;

/// <summary>
/// The main job as the DCC does it, over HTTP alone: an RCP and its pré-fiches; for each a search, the user's choice,
/// the list of studies, attach; viewer links; then the board until every study is ready.
/// </summary>
public sealed class MainJob(DemoPlaces places, HttpClient http, DemoScreen screen)
{
    private const int PreFiches = 12;
    private const int StudiesPerPreFiche = 3;
    private static readonly string[] Care = ["care"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string rcpId =
        $"RCP-DEMO-{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}-{Random.Shared.Next(0x10000):x4}";
    private readonly List<DemoStudy> attached = [];
    private int searches;
    private int linksOpened;

    /// <summary>Attached studies that did not lie on the central server when they were attached.</summary>
    public int ToOrder =>
        attached.Where(study => study.Study.Availability != "online").DistinctBy(study => study.Study.StudyUid).Count();

    /// <summary>The UIDs of the studies that were attached.</summary>
    public IEnumerable<string> Attached => attached.Select(study => study.Study.StudyUid).Distinct();

    public async Task<DemoResult> RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var doctor = new DccUser(
            http,
            places.Dcc,
            places.Functions,
            new
            {
                user = "dr.martin",
                name = "Dr Claire Martin",
                rpps = "10001234567",
                roles = Care,
                careOfRcp = new[] { rcpId },
                minutes = 10,
            }
        );
        var patients = DemoPatients.Choose(places.Population, PreFiches);

        screen.Step($"The DCC announces {rcpId} with {patients.Count} pré-fiches");
        await doctor.SendAsync(HttpMethod.Put, $"rcps/{rcpId}", Body(patients), cancellationToken);

        screen.Step("For each patient: search, choose, list the studies, attach");
        var prefiches = 0;
        foreach (var (patient, at) in patients.Select((patient, at) => (patient, at + 1)))
        {
            prefiches += await PrepareAsync(doctor, PreFicheId(at), patient, cancellationToken) ? 1 : 0;
        }

        screen.Step("Viewer links: one study, then two side by side; each opens once");
        await ViewAsync(doctor, cancellationToken);

        screen.Step("The board, until every study lies on the central server");
        var board = await WatchAsync(doctor, cancellationToken);
        var online = board.Prefiches.SelectMany(prefiche => prefiche.Studies).Count(study => study.Online);
        var orders = await new CountedOrders(http, places.Mock).ListAsync(rcpId, cancellationToken);
        var traces = await new CountedTraces(http, places, rcpId).CountAsync(
            searches + attached.Count + linksOpened,
            cancellationToken
        );
        screen.Summary(board, attached);
        return new DemoResult(
            searches,
            linksOpened,
            prefiches,
            attached.Count,
            online,
            attached.Count - online,
            orders.Count,
            orders.Count - orders.Distinct().Count(),
            traces,
            Math.Round(clock.Elapsed.TotalSeconds, 1)
        );
    }

    private static string PreFicheId(int number) => $"PF-{number:00}";

    private static object Body(IReadOnlyList<DemoPatient> patients) =>
        new
        {
            startsAt = DateTimeOffset.UtcNow.AddDays(2),
            prefiches = patients.Select(
                (patient, at) => new { preFicheId = PreFicheId(at + 1), patient = patient.Traits }
            ),
        };

    private async Task<bool> PrepareAsync(
        DccUser doctor,
        string preFicheId,
        DemoPatient patient,
        CancellationToken cancellationToken
    )
    {
        var context = new { rcpId, preFicheId };
        var found = await SearchAsync(doctor, new { context, patient = patient.Traits }, cancellationToken);
        searches++;
        // The application never selects: here the demo plays the user, who takes the best candidate that has studies.
        foreach (var candidate in found.Candidates)
        {
            var list = await doctor.SendAsync<StudyList>(
                HttpMethod.Get,
                $"patients/{candidate.PatientId}/studies?rcpId={rcpId}&preFicheId={preFicheId}",
                null,
                cancellationToken
            );
            var wanted = list
                .Studies.Where(study => study.Availability is "online" or "nearline")
                .OrderBy(study => study.Availability == "online")
                .Take(StudiesPerPreFiche)
                .ToList();
            if (wanted.Count == 0)
            {
                continue;
            }

            await doctor.SendAsync(
                HttpMethod.Put,
                $"rcps/{rcpId}/prefiches/{preFicheId}/identity",
                new { patientId = candidate.PatientId },
                cancellationToken
            );
            foreach (var study in wanted)
            {
                await doctor.SendAsync(
                    HttpMethod.Put,
                    $"rcps/{rcpId}/prefiches/{preFicheId}/studies/{study.StudyUid}",
                    null,
                    cancellationToken
                );
                attached.Add(new DemoStudy(preFicheId, candidate.PatientId, study));
            }

            screen.Prepared(preFicheId, patient, found, candidate, wanted.Count);
            return true;
        }

        screen.NotFound(preFicheId, patient, found);
        return false;
    }

    /// <summary>An answer that says it is incomplete has the user search again.</summary>
    private static async Task<SearchAnswer> SearchAsync(
        DccUser doctor,
        object search,
        CancellationToken cancellationToken
    )
    {
        var found = await doctor.SendAsync<SearchAnswer>(
            HttpMethod.Post,
            "identity-searches",
            search,
            cancellationToken
        );
        for (var again = 0; again < 3 && !found.Complete; again++)
        {
            found = await doctor.SendAsync<SearchAnswer>(
                HttpMethod.Post,
                "identity-searches",
                search,
                cancellationToken
            );
        }

        return found;
    }

    private async Task ViewAsync(DccUser doctor, CancellationToken cancellationToken)
    {
        var one = attached.Find(study => study.Study.Viewable);
        var two = attached
            .Where(study => study.Study.Comparable)
            .GroupBy(study => (study.PreFicheId, study.PatientId))
            .FirstOrDefault(group => group.Count() >= 2)
            ?.Take(2)
            .ToList();
        foreach (var (layout, studies) in new[] { ("single", one is null ? [] : [one]), ("compare", two ?? []) })
        {
            if (studies.Count == 0)
            {
                screen.Link(layout, "no such studies");
                continue;
            }

            var link = await doctor.SendAsync<ViewerLink>(
                HttpMethod.Post,
                "viewer-links",
                new
                {
                    context = new { rcpId, studies[0].PreFicheId },
                    studies[0].PatientId,
                    studyUids = studies.Select(study => study.Study.StudyUid),
                    layout,
                    viewer = "web",
                },
                cancellationToken
            );
            var first = await doctor.OpenAsync(link.Url, cancellationToken);
            var second = await doctor.OpenAsync(link.Url, cancellationToken);
            linksOpened += first == HttpStatusCode.Found && second == HttpStatusCode.Gone ? 1 : 0;
            screen.Link(layout, $"opened with {(int)first}, the second time {(int)second}");
        }
    }

    private async Task<Board> WatchAsync(DccUser doctor, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        return await screen.WatchAsync(
            () => doctor.SendAsync<Board>(HttpMethod.Get, $"rcps/{rcpId}", null, cancellationToken),
            attached.Count,
            patience.Token
        );
    }
}

/// <summary>A study that the user attached.</summary>
public sealed record DemoStudy(string PreFicheId, string PatientId, StudyItem Study);

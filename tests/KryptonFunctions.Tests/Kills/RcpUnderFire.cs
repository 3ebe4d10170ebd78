using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Runner.Dcc;
using Shouldly;

namespace KryptonFunctions.Tests.Kills;

/// <summary>
/// An RCP whose DCC repeats every call until it is answered, as any client of an idempotent API does.
/// </summary>
internal sealed class RcpUnderFire
{
    /// <summary>
    /// After a kill the messages of the dead stay invisible for a minute (host.json), and the next ones may need
    /// another.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string rcpId = LocalKrypton.NewId("RCP");
    private readonly DateTimeOffset startsAt = DateTimeOffset.UtcNow.AddDays(2);
    private readonly IReadOnlyList<KnownPatient> patients;
    private readonly RcpAddresses places;
    private readonly HttpClient http;

    private RcpUnderFire(RcpAddresses places, HttpClient http, IReadOnlyList<KnownPatient> patients)
    {
        this.patients = patients;
        this.places = places;
        this.http = http;
    }

    private List<string> Uids =>
        [.. patients.SelectMany(patient => patient.Studies).Select(study => study.Uid).Order()];

    private KryptonAdmin Krypton => new(http, places.Mock);

    private IEnumerable<(KnownPatient Patient, string PreFicheId)> Pairs =>
        patients.Select((patient, at) => (patient, $"PF-{at + 1}"));

    /// <summary>The functions get to know the RCP.</summary>
    public static async Task<RcpUnderFire> AnnounceAsync(
        RcpAddresses places,
        HttpClient http,
        IReadOnlyList<KnownPatient> patients
    )
    {
        var rcp = new RcpUnderFire(places, http, patients);
        await rcp.AnnounceAgainAsync();
        return rcp;
    }

    /// <summary>The same announcement once more: it rings at what should run.</summary>
    public Task AnnounceAgainAsync()
    {
        var prefiches = Pairs.Select(pair => new { preFicheId = pair.PreFicheId, patient = pair.Patient.AsAsked() });
        return Insist(caller => caller.Put($"rcps/{rcpId}", new { startsAt, prefiches }));
    }

    /// <summary>Search, choose, attach, for every pré-fiche.</summary>
    public async Task PrepareAsync()
    {
        foreach (var (patient, preFicheId) in Pairs)
        {
            var patientId = await FindAsync(patient);
            await Insist(caller => caller.Put($"rcps/{rcpId}/prefiches/{preFicheId}/identity", new { patientId }));
            foreach (var study in patient.Studies)
            {
                await Insist(caller => caller.Put($"rcps/{rcpId}/prefiches/{preFicheId}/studies/{study.Uid}"));
            }
        }
    }

    /// <summary>Krypton has an order for each study, and none has arrived: all are on their way.</summary>
    public async Task UnderWayAsync()
    {
        await Eventually.Becomes(
            StudiesAsync,
            board => board.Count == Uids.Count && board.All(IsUnderWay),
            $"every study of {rcpId} to be under way",
            Patience
        );
    }

    /// <summary>Every study is there, each was ordered exactly once.</summary>
    public async Task ShouldEndWellAsync()
    {
        var uids = Uids;
        var online = uids.Select(uid => (uid, "completed")).ToList();
        await Eventually.Becomes(
            StudiesAsync,
            board =>
                board
                    .Select(study => ((string)study["studyUid"]!, (string)study["state"]!))
                    .Order()
                    .SequenceEqual(online),
            $"every study of {rcpId} to be on the central server",
            Patience
        );
        var orders = await Krypton.Orders(rcpId);
        orders.Select(order => (string)order!["studyUid"]!).Order().ShouldBe(uids);
    }

    private static bool IsUnderWay(JsonObject study) => (string)study["state"]! is "accepted" or "inProgress";

    private async Task<IReadOnlyList<JsonObject>> StudiesAsync()
    {
        var board = await Insist(caller => caller.Get($"rcps/{rcpId}"));
        return
        [
            .. board.Json["prefiches"]!
                .AsArray()
                .SelectMany(prefiche => prefiche!["studies"]!.AsArray())
                .Select(study => study!.AsObject()),
        ];
    }

    private async Task<string> FindAsync(KnownPatient patient)
    {
        // A search during which Krypton died may answer with less; the user then searches again.
        var found = await Eventually.Becomes(
            () => Insist(caller => caller.SearchFor(patient.AsAsked(), rcpId)),
            answer => answer.Json["candidates"]!.AsArray().Count > 0,
            "the patient to be found",
            Patience
        );
        return (string)found.Json["candidates"]![0]!["patientId"]!;
    }

    private async Task<Answer> Insist(Func<DccCaller, Task<Answer>> call) =>
        (
            await Eventually.Becomes(
                () => TryAsync(call),
                answer => answer is { Status: < HttpStatusCode.MultipleChoices },
                "a call to succeed",
                Patience
            )
        )!;

    private async Task<Answer?> TryAsync(Func<DccCaller, Task<Answer>> call)
    {
        try
        {
            using var token = await http.PostAsJsonAsync(
                new Uri(places.Dcc, "/token"),
                new
                {
                    user = "dr.martin",
                    roles = new[] { "care" },
                    careOfRcp = new[] { rcpId },
                }
            );
            var caller = new DccCaller(
                http,
                places.Functions,
                (await token.Content.ReadFromJsonAsync<TokenAnswer>())!.AccessToken
            );
            return await call(caller);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}

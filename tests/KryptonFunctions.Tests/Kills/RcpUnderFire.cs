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
    private readonly IReadOnlyList<KnownPatient> patients;
    private readonly RcpAddresses places;
    private readonly HttpClient http;

    private RcpUnderFire(RcpAddresses places, HttpClient http, IReadOnlyList<KnownPatient> patients)
    {
        this.patients = patients;
        this.places = places;
        this.http = http;
    }

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
        var prefiches = rcp.Pairs.Select(pair => new
        {
            preFicheId = pair.PreFicheId,
            patient = pair.Patient.AsAsked(),
        });
        await rcp.Insist(caller =>
            caller.Put($"rcps/{rcp.rcpId}", new { startsAt = DateTimeOffset.UtcNow.AddDays(2), prefiches })
        );
        return rcp;
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

    /// <summary>Every study is there, each was ordered exactly once.</summary>
    public async Task ShouldEndWellAsync()
    {
        var uids = patients.SelectMany(patient => patient.Studies).Select(study => study.Uid).Order().ToList();
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

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Lab.Comparison;
using Lab.Population;
using Runner.Demo;
using Shouldly;

namespace Lab.Tests;

/// <summary>An RCP with one pré-fiche, of the lab's patient who has the study of 500 instances.</summary>
internal sealed class LabRcp : IDisposable
{
    private const string PreFicheId = "PF-1";
    private static readonly string[] Care = ["care"];
    private readonly string rcpId = $"RCP-{Guid.NewGuid():N}"[..16];
    private readonly RunningLab running;
    private readonly DccUser doctor;
    private string patientId = "";

    private LabRcp(RunningLab running)
    {
        this.running = running;
        doctor = new(
            running.Http,
            running.Dcc,
            running.Functions,
            new
            {
                user = "dr.martin",
                roles = Care,
                careOfRcp = new[] { rcpId },
                minutes = 10,
            }
        );
    }

    /// <summary>
    /// The large study is ordered, and some of its instances have come to CENTRAL, but not all.
    /// </summary>
    public static async Task<LabRcp> GivenATransferOnItsWay(RunningLab running)
    {
        await running.Lab.Archives.Central.ForgetAsync(OwnPatients.Large, CancellationToken.None);
        var rcp = new LabRcp(running);
        await rcp.PrepareAsync();
        await rcp.AttachAsync();
        await rcp.UntilArrived(20);
        return rcp;
    }

    /// <summary>The identity is chosen, nothing is attached.</summary>
    public static async Task<LabRcp> Given(RunningLab running)
    {
        var rcp = new LabRcp(running);
        await rcp.PrepareAsync();
        return rcp;
    }

    /// <summary>A one-time link to one study of the patient, or to two side by side.</summary>
    public async Task<Uri> LinkTo(params string[] studyUids)
    {
        var link = await doctor.SendAsync<GivenLink>(
            HttpMethod.Post,
            "viewer-links",
            new
            {
                context = new { rcpId },
                patientId,
                studyUids,
                layout = studyUids.Length == 1 ? "single" : "compare",
                viewer = "web",
            },
            CancellationToken.None
        );
        return link.Url;
    }

    /// <summary>The platform says that the order has come to this status.</summary>
    public Task UntilOrderIs(string status) =>
        Eventually.Becomes(
            async () => (string?)(await OrdersAsync())["orders"]!.AsArray().LastOrDefault()?["status"],
            now => now == status,
            $"an order that is {status}"
        );

    /// <summary>The board shows the study in this state.</summary>
    public Task UntilBoardShows(string state) =>
        Eventually.Becomes(StateAsync, now => now == state, $"a study that is {state}");

    /// <summary>All is at CENTRAL, byte by byte, and no order was a repeat of another.</summary>
    public async Task ShouldBeCompleteAfter(params int[] orders)
    {
        await UntilBoardShows("completed");
        var files = await ComparedFiles.CompareAsync(running.Lab.Archives, [OwnPatients.Large], CancellationToken.None);
        files.Differing.ShouldBe(0);
        files.Instances.ShouldBeGreaterThanOrEqualTo(500);
        var placed = await OrdersAsync();
        placed["orders"]!.AsArray().Count.ShouldBeOneOf(orders);
        ((int)placed["duplicates"]!).ShouldBe(0);
    }

    public Task DetachAsync() => doctor.SendAsync(HttpMethod.Delete, Study, null, CancellationToken.None);

    /// <summary>Instances of the large study at CENTRAL; none while it rests.</summary>
    public async Task<int> CountAsync()
    {
        try
        {
            return await running.Lab.Archives.Central.CountAsync(OwnPatients.Large, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    public void Dispose() => doctor.Dispose();

    private string Study => $"rcps/{rcpId}/prefiches/{PreFicheId}/studies/{OwnPatients.Large}";

    /// <summary>So many instances of the large study have come to CENTRAL, but not all.</summary>
    private async Task UntilArrived(int instances)
    {
        var arrived = await Eventually.Becomes(CountAsync, count => count >= instances, $"{instances} instances");
        arrived.ShouldBeLessThan(500, "the transfer must still be on its way");
    }

    private async Task PrepareAsync()
    {
        var patient = new PatientTraits(
            null,
            [new("LAB-0001", "1.2.250.1.71.4.2.2.330781196")],
            "LEBOEUF D'ÉTÉ",
            null,
            ["FRANÇOISE ZOÉ"],
            "female",
            "1961-02-17"
        );
        var prefiches = new[] { new { preFicheId = PreFicheId, patient } };
        var startsAt = DateTimeOffset.UtcNow.AddDays(2);
        await doctor.SendAsync(HttpMethod.Put, $"rcps/{rcpId}", new { startsAt, prefiches }, CancellationToken.None);
        var context = new { rcpId, preFicheId = PreFicheId };
        var found = await Eventually.Becomes(
            () =>
                doctor.SendAsync<SearchAnswer>(
                    HttpMethod.Post,
                    "identity-searches",
                    new { context, patient },
                    CancellationToken.None
                ),
            answer => answer.Complete && answer.Candidates.Count > 0,
            "the patient"
        );
        patientId = found.Candidates[0].PatientId;
        await doctor.SendAsync(
            HttpMethod.Put,
            $"rcps/{rcpId}/prefiches/{PreFicheId}/identity",
            new { patientId },
            CancellationToken.None
        );
    }

    public Task AttachAsync() => doctor.SendAsync(HttpMethod.Put, Study, null, CancellationToken.None);

    private async Task<JsonNode> OrdersAsync() =>
        (
            await running.Http.GetFromJsonAsync<JsonNode>(
                new Uri(running.Lab.Address, $"/__krypton/orders?rcp={rcpId}")
            )
        )!;

    /// <summary>Null while the functions do not answer.</summary>
    private async Task<string?> StateAsync()
    {
        try
        {
            var board = await doctor.SendAsync<Board>(HttpMethod.Get, $"rcps/{rcpId}", null, CancellationToken.None);
            return board.Prefiches.SelectMany(prefiche => prefiche.Studies).SingleOrDefault()?.State;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private sealed record GivenLink(Uri Url);
}

using System.Net;
using KryptonFunctions.Identity;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>All records that are confirmed for a pré-fiche are one patient: for lists, links and comparisons.</summary>
[Collection(Worlds.Meetings)]
public sealed class SeveralRecordsTests(PrefetchStorage storage) : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private PrefetchWorld world = null!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoStudiesOfOnePersonFromTwoSitesAreCompared(bool namesThePatient)
    {
        var (rcp, one, other) = await OnePerson();
        var handles = await rcp.FindAll(one);
        (await rcp.TryChoose(1, [.. handles])).ShouldBe(HttpStatusCode.OK);
        string[] uids = [one.Studies[0].Uid, other.Studies[0].Uid];

        var given = (await Link(rcp, namesThePatient ? handles[0] : null, uids)).ShouldBe(HttpStatusCode.Created);

        var link = new Uri(world.Host.BaseAddress, new Uri((string)given.Json["url"]!).PathAndQuery);
        using var opened = await http.GetAsync(link, TestContext.Current.CancellationToken);
        opened.Headers.Location.ShouldNotBeNull().Query.ShouldContain(string.Join(',', uids));
        foreach (var record in new[] { one, other })
        {
            foreach (var action in new[] { TraceAction.LinkIssued, TraceAction.LinkOpened })
            {
                (await world.TracesAsync(record))
                    .Where(t => t.Action == action)
                    .ShouldHaveSingleItem()
                    .StudyUids.ShouldBe([record.Studies[0].Uid]);
            }
        }
    }

    [Fact]
    public async Task TheListOfOneRecordIsThatOfThePatientInThePreFiche()
    {
        var (rcp, one, other) = await OnePerson();
        var handles = await rcp.FindAll(one);
        (await rcp.TryChoose(1, [.. handles])).ShouldBe(HttpStatusCode.OK);

        foreach (var handle in handles)
        {
            var listed = (await rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}&preFicheId=PF-1"))
                .ShouldBe(HttpStatusCode.OK)
                .Json["studies"]!.AsArray();
            listed
                .Select(s => (string)s!["studyUid"]!)
                .ShouldBe([one.Studies[0].Uid, other.Studies[0].Uid], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task WithoutAChoiceAWishNeedsThePatientAndAStrangersStudyIsNotThePatients()
    {
        var (rcp, one, other) = await OnePerson();
        string[] uids = [one.Studies[0].Uid, other.Studies[0].Uid];

        (await Link(rcp, null, uids)).ShouldBeProblem(HttpStatusCode.Conflict, "identity-not-chosen");
        (await rcp.TryChoose(1, (await rcp.FindAll(one))[0])).ShouldBe(HttpStatusCode.OK);
        (await Link(rcp, null, uids)).ShouldBeProblem(HttpStatusCode.Conflict, "compare-needs-same-patient");
        (await Link(rcp, null, world.GivenPatient().Studies[0].Uid)).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "unknown-study"
        );
        (
            await rcp.Carer.Post("viewer-links", new { context = new { rcpId = rcp.Id }, studyUids = uids })
        ).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task WhereKryptonDoesNotAnswerForARecordNothingIsListedAsIfItWereAll()
    {
        var (rcp, one, other) = await OnePerson();
        var handles = await rcp.FindAll(one);
        (await rcp.TryChoose(1, [.. handles])).ShouldBe(HttpStatusCode.OK);
        world.BeforeCall = request =>
            request.RequestUri!.AbsolutePath.Contains(other.Id, StringComparison.Ordinal)
                ? throw new HttpRequestException("The connection broke.")
                : Task.CompletedTask;

        (await rcp.Carer.Get($"patients/{handles[0]}/studies?rcpId={rcp.Id}&preFicheId=PF-1")).ShouldBe(
            HttpStatusCode.ServiceUnavailable
        );
    }

    [Fact]
    public async Task RecordsOfTwoPersonsAreNotChosenTogetherAndTheReasonIsTold()
    {
        var one = world.GivenPatient();
        var twin = one with { Id = $"{one.Id[..12]}-twin", GivenName = "Marguerite", Studies = [new()] };
        var (ofNir, ofOtherNir) = (
            one with
            {
                Ins = Nir("2550699123456"),
            },
            one.Elsewhere() with
            {
                Ins = Nir("2550699123457"),
            }
        );
        var (third, fourth) = (ofNir.Elsewhere(), ofOtherNir.Elsewhere());
        world.Krypton.Add([.. twin.Resources(), .. third.Resources(), .. fourth.Resources()]);
        var rcp = await world.GivenRcp(world.Now.AddDays(3), one);
        var stranger = world.GivenPatient();

        (await Choose(rcp, one, stranger)).ShouldBeProblem(HttpStatusCode.Conflict, "contradicting-records");
        (await Choose(rcp, one, twin)).ShouldBeProblem(HttpStatusCode.Conflict, "contradicting-records");
        (await Choose(rcp, third, fourth))
            .ShouldBeProblem(HttpStatusCode.Conflict, "contradicting-records")
            .Text.ShouldContain("INS");
        (await world.PreFiche(rcp.Id, "PF-1"))!.Choice.ShouldBeNull();
        (await Choose(rcp, one, third)).ShouldBe(HttpStatusCode.OK);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        http.Dispose();
    }

    private static string Nir(string number) => number + NirKey.Compute(number);

    private static Task<Answer> Link(GivenRcp rcp, string? patientId, params string[] studyUids)
    {
        var context = new { rcpId = rcp.Id, preFicheId = "PF-1" };
        var layout = studyUids.Length == 1 ? "single" : "compare";
        object wish = patientId is null
            ? new
            {
                context,
                studyUids,
                layout,
            }
            : new
            {
                context,
                patientId,
                studyUids,
                layout,
            };
        return rcp.Carer.Post("viewer-links", wish);
    }

    private async Task<Answer> Choose(GivenRcp rcp, params KnownPatient[] records) =>
        await rcp.TryChoose(1, [.. await Task.WhenAll(records.Select(record => world.HandleOf(rcp, record)))]);

    private async Task<(GivenRcp Rcp, KnownPatient One, KnownPatient Other)> OnePerson()
    {
        var one = world.GivenPatient(new KnownStudy { Availability = "ONLINE" });
        var other = world.GivenRecordElsewhere(one);
        return (await world.GivenRcp(world.Now.AddDays(3), one), one, other);
    }
}

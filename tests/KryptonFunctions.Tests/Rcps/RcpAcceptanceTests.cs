using System.Net;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>The calls of an RCP over HTTP, the wrong ones too.</summary>
public sealed class RcpAcceptanceTests(LocalKrypton krypton)
{
    [Fact]
    public async Task AnnouncingAnRcpIsAcceptedAndSaysWhereItsBoardIs()
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = await krypton.GivenCarer(rcpId);
        var patient = await krypton.GivenPatient();

        var answer = (await carer.Put($"rcps/{rcpId}", Body(patient))).ShouldBe(HttpStatusCode.Accepted);

        answer.Headers.Location!.ToString().ShouldBe($"/api/v1/rcps/{rcpId}");
        var board = (await carer.Get($"rcps/{rcpId}")).ShouldBe(HttpStatusCode.OK).Json;
        ((string)board["state"]!).ShouldBe("preparing");
        ((int)board["counts"]!["prefiches"]!).ShouldBe(1);
    }

    [Fact]
    public async Task AnnouncingAgainChangesNothingAndAStaleVersionIsRefused()
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = await krypton.GivenCarer(rcpId);
        var patient = await krypton.GivenPatient();
        var body = Body(patient);
        var first = (await carer.Put($"rcps/{rcpId}", body)).Headers.ETag!.Tag;

        (await carer.Put($"rcps/{rcpId}", body)).Headers.ETag!.Tag.ShouldBe(first);
        (await carer.Put($"rcps/{rcpId}", Body(patient, days: 4), ifMatch: first)).ShouldBe(HttpStatusCode.Accepted);
        (await carer.Put($"rcps/{rcpId}", Body(patient, days: 5), ifMatch: first)).ShouldBeProblem(
            HttpStatusCode.PreconditionFailed,
            "stale-version"
        );
    }

    [Fact]
    public async Task TheBoardsETagAllowsAChange()
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = await krypton.GivenCarer(rcpId);
        await carer.Put($"rcps/{rcpId}", Body(await krypton.GivenPatient()));
        var board = (await carer.Get($"rcps/{rcpId}")).Headers.ETag!.Tag;

        (await carer.Put($"rcps/{rcpId}", Body(await krypton.GivenPatient()), ifMatch: board)).ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task WhoHasTheBoardAlreadyIsToldSoUntilItChanges()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        var has = (
            await Eventually.Becomes(
                () => rcp.Carer.Get($"rcps/{rcp.Id}"),
                board => (string?)board.Json["prefiches"]![0]!["identity"] == "awaitingChoice",
                "the search to have ended, after which nothing changes by itself"
            )
        )
            .Headers
            .ETag!
            .Tag;

        (await rcp.Carer.Get($"rcps/{rcp.Id}", ifNoneMatch: has))
            .ShouldBe(HttpStatusCode.NotModified)
            .Text.ShouldBeEmpty();

        await rcp.Choose(1);
        (await rcp.Carer.Get($"rcps/{rcp.Id}", ifNoneMatch: has))
            .ShouldBe(HttpStatusCode.OK)
            .Headers.ETag!.Tag.ShouldNotBe(has);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("{", "$")]
    [InlineData("""{"startsAt":"2027-01-01T00:00:00Z"}""", "prefiches")]
    [InlineData("""{"startsAt":"2001-01-01T00:00:00Z","prefiches":[]}""", "startsAt")]
    [InlineData("""{"startsAt":"2027-01-01T00:00:00Z","prefiches":[],"surprise":1}""", "surprise")]
    [InlineData("""{"startsAt":"2027-01-01T00:00:00Z","prefiches":[null]}""", "prefiches[0].preFicheId")]
    [InlineData(
        """{"startsAt":"2027-01-01T00:00:00Z","prefiches":[{"preFicheId":"a/b","patient":{"birthName":"X"}}]}""",
        "prefiches[0].patient.birthDate"
    )]
    [InlineData("""{"startsAt":"2027-01-01T00:00:00Z","prefiches":[],"rules":[{"priorsPerModality":0}]}""", "rules[0]")]
    public async Task AnRcpThatCannotBeUsedNamesTheField(string body, string field)
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = await krypton.GivenCarer(rcpId);

        var problem = (await carer.PutText($"rcps/{rcpId}", body)).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );

        problem.Json["errors"]!.AsObject().Select(e => e.Key).ShouldContain(field);
    }

    [Fact]
    public async Task WhoTakesNoPartInItsCareSeesNothingOfAnRcp()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        var stranger = await krypton.GivenCarer("RCP-of-others");

        (await stranger.Get($"rcps/{rcp.Id}")).ShouldBeProblem(HttpStatusCode.Forbidden, "care-context");
        (await stranger.Put($"rcps/{rcp.Id}", Body(rcp.Patients[0]))).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "care-context"
        );
        (await stranger.Delete($"rcps/{rcp.Id}")).ShouldBeProblem(HttpStatusCode.Forbidden, "care-context");
    }

    [Fact]
    public async Task AnUnknownRcpIsNotFound()
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = await krypton.GivenCarer(rcpId);

        (await carer.Get($"rcps/{rcpId}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown-rcp");
        (await carer.Delete($"rcps/{rcpId}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown-rcp");
    }

    [Fact]
    public async Task ThePrefetchShowsItsCandidatesToTheUser()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        var found = await Eventually.Becomes(
            () => rcp.Carer.Get($"rcps/{rcp.Id}/prefiches/PF-1/candidates"),
            answer => (string?)answer.Json["identity"] == "awaitingChoice",
            "the candidates to be found"
        );
        var patientId = (string)found.Json["candidates"]![0]!["patientId"]!;

        (await rcp.Carer.Put($"rcps/{rcp.Id}/prefiches/PF-1/identity", new { patientId })).ShouldBe(HttpStatusCode.OK);
        (await rcp.Board()).Prefiches[0].Identity.ShouldBe(IdentityState.Confirmed);
    }

    [Fact]
    public async Task AHandleOfAnotherUserChoosesNobody()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        var patientId = await rcp.Find(rcp.Patients[0]);
        var colleague = await krypton.GivenCarer(rcp.Id);

        (await colleague.Put($"rcps/{rcp.Id}/prefiches/PF-1/identity", new { patientId })).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "unknown-patient"
        );
    }

    [Fact]
    public async Task WithoutAChosenIdentityNothingIsAttached()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());

        (await rcp.TryAttach(1, rcp.Patients[0].Studies[0].Uid)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "identity-not-chosen"
        );
    }

    [Fact]
    public async Task AStudyOfAnotherPatientIsNotAttached()
    {
        var other = await krypton.GivenPatient();
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        await rcp.Choose(1);

        (await rcp.TryAttach(1, other.Studies[0].Uid)).ShouldBeProblem(HttpStatusCode.NotFound, "unknown-study");
    }

    [Fact]
    public async Task TheIdentityIsNotChangedWhileItsStudiesAreAttached()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        await rcp.Choose(1);
        await rcp.Attach(1, rcp.Patients[0].Studies[0].Uid);

        (await rcp.Carer.Put($"rcps/{rcp.Id}/prefiches/PF-1/identity", new { noneOfThese = true })).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "identity-in-use"
        );
    }

    [Fact]
    public async Task OnTheDayTheAttachedStudiesAreListedWithoutAskingKrypton()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        await rcp.Choose(1);
        var uid = rcp.Patients[0].Studies[0].Uid;
        await rcp.Attach(1, uid);
        await using var down = await krypton.Krypton.IsDown("studies");

        var listed = (await rcp.Carer.Get($"rcps/{rcp.Id}/prefiches/PF-1/studies")).ShouldBe(HttpStatusCode.OK).Json;

        ((string)listed["studies"]![0]!["studyUid"]!).ShouldBe(uid);
        ((string)listed["studies"]![0]!["patientId"]!).ShouldStartWith("kp-");
    }

    [Fact]
    public async Task CancellingAndDetachingMayBeRepeated()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());

        (await rcp.Carer.Delete($"rcps/{rcp.Id}/prefiches/PF-1/studies/1.2.3")).ShouldBe(HttpStatusCode.NoContent);
        (await rcp.Carer.Delete($"rcps/{rcp.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await rcp.Carer.Delete($"rcps/{rcp.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await rcp.Board()).State.ShouldBe(BoardState.Cancelled);
    }

    private static object Body(KnownPatient patient, int days = 3) =>
        new
        {
            startsAt = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(days).AddHours(13), TimeSpan.Zero),
            prefiches = new[] { new { preFicheId = "PF-1", patient = patient.AsAsked() } },
        };
}

using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary><c>POST /identity-searches</c> as the DCC calls it.</summary>
public sealed class SearchOverHttpTests(LocalKrypton local)
{
    private const string Rcp = "RCP-SEARCH";

    [Fact]
    public async Task APatientSpelledAnotherWayIsFoundWithItsEstablishment()
    {
        var patient = await local.GivenPatient();
        var carer = await local.GivenCarer(Rcp);

        var answer = (await carer.SearchFor(patient.AsAsked(), Rcp)).ShouldBe(HttpStatusCode.OK);

        var candidate = answer.Json["candidates"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)candidate["identity"]!["birthName"]!).ShouldBe(patient.BirthName);
        ((string)candidate["patientId"]!).ShouldNotContain(patient.Id);
        var identifier = candidate["identity"]!["identifiers"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)identifier["kind"]!, (string)identifier["value"]!).ShouldBe(("ipp", patient.Ipp));
        ((string?)identifier["structure"]).ShouldNotBeNullOrEmpty();
        ((bool)answer.Json["complete"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task APatientHasOneIdForAUserAndAnotherForTheNext()
    {
        var patient = await local.GivenPatient();
        var (first, second) = (await local.GivenCarer(Rcp), await local.GivenCarer(Rcp));

        var ids = new List<string>();
        foreach (var carer in new[] { first, first, second })
        {
            ids.Add((string)(await carer.SearchFor(patient.AsAsked(), Rcp)).Json["candidates"]![0]!["patientId"]!);
        }

        ids[1].ShouldBe(ids[0]);
        ids[2].ShouldNotBe(ids[0]);
    }

    [Theory]
    [InlineData("1.2.250.1.71.4.2.2.330781196", true)]
    [InlineData("330781196", true)]
    [InlineData("339999999", false)]
    public async Task AnIppWithoutTraitsFindsItsPatientByTheOidOrTheFinessOfAnEstablishmentThatKryptonLists(
        string authority,
        bool listed
    )
    {
        var patient = await local.GivenPatient();

        var answer = (
            await (await local.GivenCarer(Rcp)).SearchFor(
                new { ipps = new[] { new { value = patient.Ipp, authority } } },
                Rcp
            )
        ).ShouldBe(HttpStatusCode.OK);

        answer.Json["candidates"]!.AsArray().Count.ShouldBe(listed ? 1 : 0);
        ((bool)answer.Json["complete"]!).ShouldBe(listed);
        (
            (string)
                answer.Json["coverage"]!["approaches"]!
                    .AsArray()
                    .Single(approach => (string)approach!["approach"]! == "ipp")!["outcome"]!
        ).ShouldBe(listed ? "found" : "failed");
    }

    [Fact]
    public async Task PostingASearchWithoutBirthDateIsRefused()
    {
        var answer = (await (await local.GivenCarer(Rcp)).SearchFor(new { birthName = "DUPONT" }, Rcp)).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );

        answer.Json["errors"]!.AsObject().ShouldContainKey("patient.birthDate");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-SEARCH\"}}")]
    [InlineData(
        "{\"context\":{\"rcpId\":\"RCP-SEARCH\"},\"patient\":{\"birthName\":\"A\",\"birthDate\":\"1954\","
            + "\"brithPlaceInsee\":\"33063\"}}"
    )]
    [InlineData(
        "{\"context\":{\"rcpId\":\"RCP-SEARCH\"},\"patient\":{\"birthName\":\"A\",\"birthDate\":\"1954-02-30\"}}"
    )]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-SEARCH\"},\"patient\":{\"birthName\":\"A\",\"birthDate\":\"2954\"}}")]
    [InlineData(
        "{\"context\":{\"rcpId\":\"RCP-SEARCH\"},\"patient\":{\"birthName\":\"A\",\"birthName\":\"B\","
            + "\"birthDate\":\"1954\"}}"
    )]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-SEARCH\"},\"patient\":{\"birthName\":7,\"birthDate\":\"1954\"}}")]
    [InlineData(
        "{\"context\":{\"rcpId\":\"RCP-SEARCH\"},\"patient\":{\"ins\":{\"value\":\"285022003300157\","
            + "\"oid\":\"1.2.250.1.213.1.4.8\",\"status\":\"qualifiee\"}}}"
    )]
    [InlineData("{\"context\":{\"rcpId\":\"../RCP\"},\"patient\":{\"birthName\":\"A\",\"birthDate\":\"1954\"}}")]
    public async Task ABodyThatCannotBeUsedIsRefused(string body) =>
        (await (await local.GivenCarer(Rcp)).PostText("identity-searches", body)).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );

    [Fact]
    public async Task AnOversizedBodyIsRefused() =>
        (
            await (await local.GivenCarer(Rcp)).PostText(
                "identity-searches",
                $"{{\"patient\":{{\"birthName\":\"{new string('A', 70_000)}\"}}}}"
            )
        ).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

    [Fact]
    public async Task AFictitiousIdentityIsNeverSearched() =>
        (
            await (await local.GivenCarer(Rcp)).SearchFor(
                new
                {
                    birthName = "DUPONT",
                    birthDate = "1954-03-12",
                    identityAttributes = new[] { "fictive" },
                },
                Rcp
            )
        ).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "fictitious-identity");

    [Theory]
    [InlineData("O,DUPONT")]
    [InlineData("DUPONT|X")]
    [InlineData("DUPONT$match")]
    [InlineData("DUPONT\\")]
    [InlineData("' OR 1=1 --")]
    public async Task AnInjectionAttemptListsNobodyElse(string name)
    {
        var answer = await (await local.GivenCarer(Rcp)).SearchFor(
            new
            {
                birthName = name,
                givenNames = new[] { "Zyxodequa" },
                birthDate = "1951-01-17",
            },
            Rcp
        );

        (
            answer.Status is HttpStatusCode.BadRequest
            || answer.ShouldBe(HttpStatusCode.OK).Json["candidates"]!
                .AsArray()
                .All(c => ((string?)c!["identity"]!["birthName"])?.Contains(',') is true)
        ).ShouldBeTrue(answer.Text);
    }

    [Fact]
    public async Task WhoTakesNoPartInTheCareIsRefused()
    {
        var rcp = LocalKrypton.NewId("RCP");
        var patient = await local.GivenPatient();

        (await (await local.GivenCarer("RCP-OTHER")).SearchFor(patient.AsAsked(), rcp)).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "care-context"
        );
    }

    [Fact]
    public async Task WithoutATokenOrTheRoleNobodySearches()
    {
        var patient = new KnownPatient().AsAsked();

        (await local.GivenSomebodyWith(token: null).SearchFor(patient, Rcp)).ShouldBe(HttpStatusCode.Unauthorized);
        (await local.GivenSomebodyWith("e30.e30.e30").SearchFor(patient, Rcp)).ShouldBe(HttpStatusCode.Unauthorized);
        (await (await local.GivenAuditor()).SearchFor(patient, Rcp)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ASearchIsTracedWithoutTraits()
    {
        var rcp = LocalKrypton.NewId("RCP");
        var patient = await local.GivenPatient();
        await (await local.GivenCarer(rcp)).SearchFor(patient.AsAsked(), rcp);

        var trace = await TracesOf(local, rcp, "searched");

        ((string?)trace["detail"]!["candidates"]).ShouldBe("1");
        patient.Secrets.ShouldAllBe(secret => !trace.ToJsonString().Contains(secret));
    }

    /// <summary>The trace of an action in an RCP, as an auditor sees it once the index has it.</summary>
    internal static async Task<JsonNode> TracesOf(LocalKrypton local, string rcpId, string action)
    {
        var auditor = await local.GivenAuditor();
        var found = await Eventually.Becomes(
            async () =>
                (await auditor.Get($"traces?rcpId={rcpId}")).ShouldBe(HttpStatusCode.OK).Json["traces"]!
                    .AsArray()
                    .FirstOrDefault(t => (string?)t!["action"] == action),
            trace => trace is not null,
            $"a trace '{action}'"
        );
        return found!;
    }
}

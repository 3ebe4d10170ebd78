using System.Net;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.IdentitySearch;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Studies;

/// <summary><c>GET /patients/{patientId}/studies</c> as the DCC calls it.</summary>
public sealed class StudiesOverHttpTests(LocalKrypton local)
{
    [Fact]
    public async Task TheStudiesOfAPatientAreListedWhereverTheyAre()
    {
        var rcp = await Given(
            new KnownStudy { Availability = "ONLINE" },
            new KnownStudy { Modality = "SR", Availability = "OFFLINE" }
        );

        var studies = (await rcp.Carer.Get($"patients/{await rcp.Find(rcp.Patients[0])}/studies?rcpId={rcp.Id}"))
            .ShouldBe(HttpStatusCode.OK)
            .Json["studies"]!.AsArray();

        studies.Count.ShouldBe(2);
        var online = studies.Single(s => (string?)s!["availability"] == "online")!;
        ((string?)online["studyUid"]).ShouldBe(rcp.Patients[0].Studies[0].Uid);
        ((string?)online["startedAt"]).ShouldBe("2026-05-02T08:15:00Z");
        online["modalities"]!.AsArray().Select(m => (string)m!).ShouldBe(["CT"]);
        ((string?)online["description"], (int)online["instances"]!, (int)online["series"]!).ShouldBe(
            ("SCANNER TAP", 120, 3)
        );
        ((string?)online["structure"]!["finess"]).ShouldBe("330781196");
        ((bool)online["viewable"]!, (bool)online["comparable"]!, online["repatriation"]).ShouldBe((true, true, null));
        var offline = studies.Single(s => (string?)s!["availability"] == "offline")!;
        ((bool)offline["viewable"]!, (bool)offline["comparable"]!).ShouldBe((false, false));
    }

    [Fact]
    public async Task PagesFollowOneAnotherWithoutGapOrDouble()
    {
        var rcp = await Given(new(), new(), new());
        var path = $"patients/{await rcp.Find(rcp.Patients[0])}/studies?rcpId={rcp.Id}&limit=2";

        var first = (await rcp.Carer.Get(path)).ShouldBe(HttpStatusCode.OK).Json;
        var second = (await rcp.Carer.Get($"{path}&cursor={(string)first["nextCursor"]!}"))
            .ShouldBe(HttpStatusCode.OK)
            .Json;

        new[] { first, second }
            .SelectMany(page => page["studies"]!.AsArray())
            .Select(s => (string)s!["studyUid"]!)
            .ShouldBe(rcp.Patients[0].Studies.Select(s => s.Uid), ignoreOrder: true);
        second["nextCursor"].ShouldBeNull();
    }

    [Fact]
    public async Task FiltersNarrowTheList()
    {
        var rcp = await Given(new() { Modality = "MR" }, new() { Modality = "CT" });
        var path = $"patients/{await rcp.Find(rcp.Patients[0])}/studies?rcpId={rcp.Id}";

        (await rcp.Carer.Get($"{path}&modality=MR")).Json["studies"]!.AsArray().ShouldHaveSingleItem();
        (await rcp.Carer.Get($"{path}&from=2026-05-02&to=2026-05-02")).Json["studies"]!.AsArray().Count.ShouldBe(2);
        (await rcp.Carer.Get($"{path}&to=2026-05-01")).Json["studies"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task AnAttachedStudyShowsHowFarItsTransferIs()
    {
        var rcp = await Given(new KnownStudy());
        var patientId = await rcp.Choose(1);
        await rcp.Attach(1, rcp.Patients[0].Studies[0].Uid);
        await rcp.Becomes(rcp.Patients[0].Studies[0].Uid, RepatriationState.Completed);

        var study = (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId={rcp.Id}")).Json["studies"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

        ((string?)study["repatriation"], (string?)study["availability"]).ShouldBe(("completed", "online"));
    }

    [Fact]
    public async Task AForgedIdAndTheIdOfAnotherUserAreUnknown()
    {
        var rcp = await Given(new KnownStudy());
        var own = await rcp.Find(rcp.Patients[0]);
        var other = await local.GivenCarer(rcp.Id);

        (await other.Get($"patients/{own}/studies?rcpId={rcp.Id}")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "unknown-patient"
        );
        foreach (var forged in new[] { rcp.Patients[0].Id, own[..^1], "kp-", "x", new string('k', 300), "kp-%20" })
        {
            (await rcp.Carer.Get($"patients/{forged}/studies?rcpId={rcp.Id}")).ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task ACallWithoutACareContextIsRefused()
    {
        var rcp = await Given(new KnownStudy());
        var patientId = await rcp.Find(rcp.Patients[0]);

        (await rcp.Carer.Get($"patients/{patientId}/studies"))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request")
            .Json["errors"]!
            .AsObject()
            .ShouldContainKey("rcpId");
        (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId=RCP-OF-OTHERS")).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "care-context"
        );
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=ten")]
    [InlineData("limit=1&limit=2")]
    [InlineData("from=2026-02-30")]
    [InlineData("from=2026-05-02&to=2026-05-01")]
    [InlineData("modality=CT%5CMR")]
    [InlineData("modality=*")]
    [InlineData("cursor=x")]
    [InlineData("form=2026-05-02")]
    public async Task AParameterThatCannotBeUsedIsTold(string parameter)
    {
        var carer = await local.GivenCarer("RCP-1");

        (await carer.Get($"patients/kp-1/studies?rcpId=RCP-1&{parameter}")).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );
    }

    [Fact]
    public async Task AListThatWasGivenIsTraced()
    {
        var rcp = await Given(new KnownStudy());
        await rcp.Carer.Get($"patients/{await rcp.Find(rcp.Patients[0])}/studies?rcpId={rcp.Id}");

        var trace = await SearchOverHttpTests.TracesOf(local, rcp.Id, "studiesListed");

        trace["studyUids"]!.AsArray().Select(u => (string)u!).ShouldBe([rcp.Patients[0].Studies[0].Uid]);
    }

    private async Task<GivenRcp> Given(params KnownStudy[] studies) =>
        await local.GivenRcp(await local.GivenPatient(studies));
}

using System.Net;
using System.Web;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.IdentitySearch;
using Microsoft.IdentityModel.JsonWebTokens;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.ViewerLinks;

/// <summary><c>POST /viewer-links</c> and the opening of a link, as DCC and browser call them.</summary>
public sealed class ViewerLinksOverHttpTests(LocalKrypton local)
{
    [Fact]
    public async Task ALinkOpensOnceAndLeadsToTheViewer()
    {
        var rcp = await Given(new KnownStudy { Availability = "ONLINE" });
        var answer = (await LinkFor(rcp, "single", rcp.Patients[0].Studies[0].Uid)).ShouldBe(HttpStatusCode.Created);
        answer.Json["warnings"]!.AsArray().ShouldBeEmpty();
        ((DateTime)answer.Json["expiresAt"]!).ShouldBeGreaterThan(DateTime.UtcNow);
        var link = new Uri((string)answer.Json["url"]!);

        using var opened = await Open(link);
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        opened.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        using var viewer = await local.Http.GetAsync(opened.Headers.Location, TestContext.Current.CancellationToken);
        viewer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await viewer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldContain(rcp.Patients[0].Studies[0].Uid);
        page.ShouldContain("signature vérifiée");

        using var again = await Open(link);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        await SearchOverHttpTests.TracesOf(local, rcp.Id, "linkIssued");
        await SearchOverHttpTests.TracesOf(local, rcp.Id, "linkOpened");
        await SearchOverHttpTests.TracesOf(local, rcp.Id, "linkRefused");
    }

    [Fact]
    public async Task TheLaunchTokenSaysWhoOpensWhatForAMinute()
    {
        var rcp = await Given(new KnownStudy());
        var uid = rcp.Patients[0].Studies[0].Uid;
        using var opened = await Open(new Uri((string)(await LinkFor(rcp, "single", uid)).Json["url"]!));

        var query = HttpUtility.ParseQueryString(opened.Headers.Location!.Query);
        var token = new JsonWebToken(
            query
                .AllKeys.Select(key => query[key]!)
                .Single(value => value.Count(c => c == '.') == 2 && value.StartsWith("ey", StringComparison.Ordinal))
        );

        (token.Alg, token.Audiences.Single()).ShouldBe(("ES256", "krypton"));
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromSeconds(60));
        token.Subject.ShouldStartWith("dr-");
        token.Claims.ShouldNotContain(c => c.Type == "name");
        token.GetClaim("rcp").Value.ShouldBe(rcp.Id);
        token.Claims.Where(c => c.Type == "studyUIDs").Select(c => c.Value).ShouldBe([uid]);
        rcp.Patients[0].Secrets.ShouldAllBe(secret => !token.Claims.Any(c => c.Value.Contains(secret)));
        opened.Headers.Location!.Query.ShouldContain(uid);
    }

    [Fact]
    public async Task OfManyWhoOpenALinkAtOnceOneGetsIn()
    {
        var rcp = await Given(new KnownStudy());
        var link = new Uri((string)(await LinkFor(rcp, "single", rcp.Patients[0].Studies[0].Uid)).Json["url"]!);

        var statuses = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    using var opened = await Open(link);
                    return opened.StatusCode;
                })
        );

        statuses.Count(s => s == HttpStatusCode.Redirect).ShouldBe(1);
        statuses.Count(s => s == HttpStatusCode.Gone).ShouldBe(7);
    }

    [Fact]
    public async Task TwoStudiesOfAPatientAreCompared()
    {
        var rcp = await Given(new KnownStudy { Availability = "ONLINE" }, new KnownStudy());
        var uids = rcp.Patients[0].Studies.Select(s => s.Uid).ToArray();

        var answer = (await LinkFor(rcp, "compare", uids)).ShouldBe(HttpStatusCode.Created);

        answer.Json["warnings"]!
            .AsArray()
            .Select(w => (string)w!)
            .ShouldBe(["Examen dans son établissement : la première image peut tarder."]);
        using var opened = await Open(new Uri((string)answer.Json["url"]!));
        opened.Headers.Location!.Query.ShouldContain(string.Join(',', uids));
    }

    [Fact]
    public async Task WhatCannotBeComparedIsToldWithWhatIsMissing()
    {
        var rcp = await Given(
            new KnownStudy(),
            new KnownStudy { Modality = "SR" },
            new KnownStudy { Availability = "OFFLINE" }
        );
        var uids = rcp.Patients[0].Studies.Select(s => s.Uid).ToArray();
        var stranger = (await local.GivenPatient()).Studies[0].Uid;

        (await LinkFor(rcp, "compare", uids[0])).ShouldBeProblem(HttpStatusCode.Conflict, "compare-needs-two-studies");
        (await LinkFor(rcp, "compare", uids[0], uids[0])).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "compare-needs-two-studies"
        );
        (await LinkFor(rcp, "compare", uids[0], uids[1])).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "study-not-comparable"
        );
        (await LinkFor(rcp, "compare", uids[0], uids[2])).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "study-not-viewable"
        );
        (await LinkFor(rcp, "compare", uids[0], stranger)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "compare-needs-same-patient"
        );
        (await LinkFor(rcp, "single", stranger)).ShouldBeProblem(HttpStatusCode.NotFound, "unknown-study");
    }

    [Theory]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-1\"},\"patientId\":\"kp-1\",\"studyUids\":[]}")]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-1\"},\"patientId\":\"kp-1\",\"studyUids\":[\"1.2.x\"]}")]
    [InlineData(
        "{\"context\":{\"rcpId\":\"RCP-1\"},\"patientId\":\"kp-1\",\"studyUids\":[\"1.2\",\"1.3\",\"1.4\"],"
            + "\"layout\":\"compare\"}"
    )]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-1\"},\"patientId\":\"kp-1\",\"studyUids\":[null]}")]
    [InlineData(
        "{\"context\":{\"rcpId\":\"RCP-1\"},\"patientId\":\"kp-1\",\"studyUids\":[\"1.2\"],\"layout\":\"triple\"}"
    )]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-1\"},\"patientId\":\"kp-1\",\"studyUids\":[\"1.2\"],\"layout\":1}")]
    [InlineData("{\"context\":{\"rcpId\":\"\"},\"patientId\":\"kp-1\",\"studyUids\":[\"1.2\"]}")]
    [InlineData("{\"patientId\":\"kp-1\",\"studyUids\":[\"1.2\"]}")]
    [InlineData("{\"context\":{\"rcpId\":\"RCP-1\"},\"patientId\":\"kp-1\",\"studyUids\":[\"1.2\"],\"viewr\":\"web\"}")]
    public async Task AWishThatCannotBeUsedIsRefused(string body) =>
        (await (await local.GivenCarer("RCP-1")).PostText("viewer-links", body)).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );

    [Fact]
    public async Task AForgedPatientAndAForgedLinkAreUnknown()
    {
        var carer = await local.GivenCarer("RCP-1");
        var wish = new
        {
            context = new { rcpId = "RCP-1" },
            patientId = "kp-forged",
            studyUids = new[] { "1.2.3" },
            layout = "single",
            viewer = "web",
        };

        (await carer.Post("viewer-links", wish)).ShouldBeProblem(HttpStatusCode.NotFound, "unknown-patient");
        foreach (var token in new[] { "x", new string('A', 43), new string('A', 400), "%2e%2e%2f" })
        {
            (await local.GivenSomebodyWith(token: null).Get($"viewer-links/{token}")).ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task WhoTakesNoPartInTheCareGetsNoLink()
    {
        var rcp = await Given(new KnownStudy());
        var stranger = await local.GivenCarer("RCP-OTHER");

        (
            await stranger.Post(
                "viewer-links",
                new
                {
                    context = new { rcpId = rcp.Id },
                    patientId = "kp-1",
                    studyUids = new[] { "1.2.3" },
                }
            )
        ).ShouldBeProblem(HttpStatusCode.Forbidden, "care-context");
        (await local.GivenSomebodyWith(token: null).Post("viewer-links", new { })).ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    private static async Task<Answer> LinkFor(GivenRcp rcp, string layout, params string[] studyUids) =>
        await rcp.Carer.Post(
            "viewer-links",
            new
            {
                context = new { rcpId = rcp.Id },
                patientId = await rcp.Find(rcp.Patients[0]),
                studyUids,
                layout,
                viewer = "web",
            }
        );

    private async Task<GivenRcp> Given(params KnownStudy[] studies) =>
        await local.GivenRcp(await local.GivenPatient(studies));

    private Task<HttpResponseMessage> Open(Uri link) =>
        local.Http.GetAsync(link, TestContext.Current.CancellationToken);
}

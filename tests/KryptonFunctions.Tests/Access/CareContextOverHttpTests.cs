using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>The care of one meeting or pré-fiche gives nothing in another, whatever ids they have in common.</summary>
public sealed class CareContextOverHttpTests(LocalKrypton local)
{
    [Fact]
    public async Task WhoCaresForAPreFicheSeesNothingOfOneWithTheSameIdElsewhere()
    {
        var (own, other) = (await Given(), await Given());
        var carer = await local.GivenCarerOfPreFiches($"{own.Id}/PF-1");

        (await carer.Get($"rcps/{own.Id}/prefiches/PF-1/candidates")).ShouldBe(HttpStatusCode.OK);
        (HttpMethod Method, string Path, object? Body)[] attempts =
        [
            (HttpMethod.Get, $"rcps/{own.Id}", null),
            (HttpMethod.Delete, $"rcps/{own.Id}", null),
            (HttpMethod.Get, $"rcps/{own.Id}/prefiches/PF-2/candidates", null),
            (HttpMethod.Get, $"rcps/{other.Id}/prefiches/PF-1/candidates", null),
            (HttpMethod.Get, $"rcps/{other.Id}/prefiches/PF-1/studies", null),
            (HttpMethod.Get, $"rcps/{other.Id}/prefiches/PF-1/timeline", null),
            (HttpMethod.Get, $"rcps/{own.Id}/prefiches/PF-2/timeline", null),
            (HttpMethod.Put, $"rcps/{other.Id}/prefiches/PF-1/identity", new { noneOfThese = true }),
            (HttpMethod.Put, $"rcps/{other.Id}/prefiches/PF-1/studies/{other.Uid}", null),
            (HttpMethod.Delete, $"rcps/{other.Id}/prefiches/PF-1/studies/{other.Uid}", null),
            (HttpMethod.Post, $"rcps/{other.Id}/prefiches/PF-1/studies", new { latestOfEachModality = true }),
            (HttpMethod.Put, $"rcps/{other.Id}/prefiches/PF-1", new { patient = other.Patients[0].AsAsked() }),
            (HttpMethod.Patch, $"rcps/{own.Id}/prefiches/PF-2", new { patient = new { sex = "male" } }),
            (HttpMethod.Put, "rcps/PF-1", own.Body(DateTimeOffset.UtcNow.AddDays(1))),
            (HttpMethod.Put, $"rcps/{own.Id}", own.Body(DateTimeOffset.UtcNow.AddDays(1))),
        ];
        foreach (var (method, path, body) in attempts)
        {
            (await carer.Send(method, path, body is null ? null : JsonContent(body)))
                .ShouldBeProblem(HttpStatusCode.Forbidden, "care-context")
                .ShouldNotBeNull($"{method} {path}");
        }
    }

    [Fact]
    public async Task AMeetingInThePlaceOfAPreFicheOpensNoOtherMeetingAndLeavesNoTraceThere()
    {
        var (own, other) = (await Given(), await Given());
        var user = LocalKrypton.NewId("dr");
        var carer = local.GivenSomebodyWith(await local.TokenFor(user, ["care"], own.Id));
        var handle = (string)
            (await carer.SearchFor(own.Patients[0].AsAsked(), own.Id)).ShouldBe(HttpStatusCode.OK).Json["candidates"]![
                0
            ]!["patientId"]!;

        (await carer.SearchFor(own.Patients[0].AsAsked(), other.Id, own.Id)).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "care-context"
        );
        (await carer.Get($"patients/{handle}/studies?rcpId={other.Id}&preFicheId={own.Id}")).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "care-context"
        );
        (await Link(carer, other.Id, own.Id, handle, own.Uid)).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "care-context"
        );

        var refusals = await Refusals(user, atLeast: 1);
        refusals.ShouldAllBe(trace => trace["rcpId"] == null && trace["preFicheId"] == null);
        refusals.ShouldAllBe(trace => !trace.ToJsonString(null).Contains(other.Id));
    }

    [Theory]
    [InlineData("PF-9")]
    [InlineData("PF-2")]
    public async Task APreFicheThatTheMeetingDoesNotHaveIsUnknownInEveryCall(string preFicheId)
    {
        var rcp = await Given();
        await rcp.Save(rcp.StartsAt, preFiches: 1);
        var handle = await rcp.Find(rcp.Patients[0]);

        (await rcp.Carer.SearchFor(rcp.Patients[0].AsAsked(), rcp.Id, "PF-1")).ShouldBe(HttpStatusCode.OK);
        Answer[] answers =
        [
            await rcp.Carer.SearchFor(rcp.Patients[0].AsAsked(), rcp.Id, preFicheId),
            await rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}&preFicheId={preFicheId}"),
            await Link(rcp.Carer, rcp.Id, preFicheId, handle, rcp.Uid),
            await rcp.Carer.Get($"rcps/{rcp.Id}/prefiches/{preFicheId}/candidates"),
        ];

        answers.ShouldAllBe(answer => answer.ShouldBeProblem(HttpStatusCode.NotFound, "unknown-prefiche") != null);
    }

    [Fact]
    public async Task AHandleOfOneMeetingMeansNothingInAnotherOfTheSameUserAndThatIsTraced()
    {
        var (made, other) = (await Given(), await Given());
        var user = LocalKrypton.NewId("dr");
        var carer = local.GivenSomebodyWith(await local.TokenFor(user, ["care"], made.Id, other.Id));
        var handle = (string)
            (await carer.SearchFor(made.Patients[0].AsAsked(), made.Id)).ShouldBe(HttpStatusCode.OK).Json[
                "candidates"
            ]![0]!["patientId"]!;

        (await carer.Get($"patients/{handle}/studies?rcpId={made.Id}")).ShouldBe(HttpStatusCode.OK);
        Answer[] answers =
        [
            await carer.Get($"patients/{handle}/studies?rcpId={other.Id}"),
            await Link(carer, other.Id, preFicheId: null, handle, made.Uid),
            await carer.Put($"rcps/{other.Id}/prefiches/PF-1/identity", new { patientId = handle }),
        ];
        answers.ShouldAllBe(answer => answer.ShouldBeProblem(HttpStatusCode.NotFound, "unknown-patient") != null);

        var refusal = (await Refusals(user, atLeast: 1)).ShouldHaveSingleItem();
        ((string?)refusal["rcpId"], (string?)refusal["detail"]!["why"]).ShouldBe((other.Id, "unknown-patient"));
    }

    private static Task<Answer> Link(DccCaller carer, string rcpId, string? preFicheId, string handle, string uid) =>
        carer.Post(
            "viewer-links",
            new
            {
                context = new { rcpId, preFicheId },
                patientId = handle,
                studyUids = new[] { uid },
            }
        );

    private static StringContent JsonContent(object body) =>
        new(System.Text.Json.JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");

    private async Task<IReadOnlyList<JsonNode>> Refusals(string user, int atLeast)
    {
        var auditor = await local.GivenAuditor();
        return await Eventually.Becomes(
            async () =>
                (await auditor.Get($"traces?user={user}")).ShouldBe(HttpStatusCode.OK).Json["traces"]!
                    .AsArray()
                    .OfType<JsonNode>()
                    .Where(trace => (string)trace["action"]! == "accessRefused")
                    .ToList(),
            found => found.Count >= atLeast,
            "the traces of the refusals"
        );
    }

    private async Task<GivenRcp> Given() =>
        await local.GivenRcp(await local.GivenPatient(), await local.GivenPatient());
}

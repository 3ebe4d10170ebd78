using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>One bad pré-fiche does not refuse the others of its meeting.</summary>
public sealed class ItemByItemTests(LocalKrypton krypton)
{
    private static string[] PreFichesOf(JsonNode board) =>
        [.. board["prefiches"]!.AsArray().Select(p => (string)p!["preFicheId"]!)];

    [Fact]
    public async Task TheGoodOnesAreTakenAndTheBadOnesSayWhyInTheFieldsOfTheBody()
    {
        var rcp = await Unannounced(5);
        var body = rcp.Body(DateTimeOffset.UtcNow.AddDays(2));
        Patient(body, 1)["birthDate"] = "1954-13-45";
        Patient(body, 2)["identityAttributes"] = new JsonArray("fictive");
        body["prefiches"]![3]!["preFicheId"] = "a/b";

        var answer = (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.MultiStatus);

        var results = answer.Json["prefiches"]!.AsArray();
        results.Select(r => (string)r!["result"]!).ShouldBe(["created", "refused", "refused", "refused", "created"]);
        results.Select(r => (int?)r!["problem"]?["status"]).ShouldBe([null, 400, 422, 400, null]);
        results[1]!["problem"]!["errors"]!.AsObject().ShouldContainKey("prefiches[1].patient.birthDate");
        ((string)results[2]!["problem"]!["type"]!).ShouldEndWith("fictitious-identity");
        results[3]!["preFicheId"].ShouldBeNull();
        ((int)answer.Json["refused"]!).ShouldBe(3);
        answer.Text.ShouldNotContain("1954-13-45");
        var board = (await rcp.Carer.Get($"rcps/{rcp.Id}")).ShouldBe(HttpStatusCode.OK);
        PreFichesOf(board.Json).ShouldBe(["PF-1", "PF-5"]);
        board.Headers.ETag!.Tag.ShouldStartWith($"\"{(int)answer.Json["version"]!}-");
    }

    [Fact]
    public async Task OneThatIsRefusedStaysAsItWasAndOneThatIsLeftOutIsWithdrawn()
    {
        var rcp = await krypton.GivenRcp(
            await krypton.GivenPatient(),
            await krypton.GivenPatient(),
            await krypton.GivenPatient()
        );
        await rcp.Choose(2);
        var body = rcp.Body(rcp.StartsAt, preFiches: 2);
        Patient(body, 1)["sex"] = "whale";

        var answer = (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.MultiStatus);

        answer.Json["prefiches"]!.AsArray().Select(r => (string)r!["result"]!).ShouldBe(["unchanged", "refused"]);
        var board = (await rcp.Carer.Get($"rcps/{rcp.Id}")).Json;
        PreFichesOf(board).ShouldBe(["PF-1", "PF-2"]);
        ((string)board["prefiches"]![1]!["identity"]!).ShouldBe("confirmed");
    }

    [Fact]
    public async Task OfTwoUnderOneIdBothAreRefused()
    {
        var rcp = await Unannounced(3);
        var body = rcp.Body(DateTimeOffset.UtcNow.AddDays(2));
        body["prefiches"]![1]!["preFicheId"] = "PF-1";

        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.MultiStatus);

        PreFichesOf((await rcp.Carer.Get($"rcps/{rcp.Id}")).Json).ShouldBe(["PF-3"]);
    }

    [Fact]
    public async Task WhereNoneCanBeUsedTheMeetingIsRefusedAndNothingKept()
    {
        var rcp = await Unannounced(2);
        var body = rcp.Body(DateTimeOffset.UtcNow.AddDays(2));
        Patient(body, 0)["birthDate"] = "x";
        Patient(body, 1)["identityAttributes"] = new JsonArray("fictive");

        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");
        Patient(body, 0)["birthDate"] = "1950";
        Patient(body, 0)["identityAttributes"] = new JsonArray("fictive");
        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBeProblem(
            HttpStatusCode.UnprocessableEntity,
            "fictitious-identity"
        );
        (await rcp.Carer.Get($"rcps/{rcp.Id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static JsonObject Patient(JsonNode body, int at) => body["prefiches"]![at]!["patient"]!.AsObject();

    private async Task<GivenRcp> Unannounced(int preFiches)
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var patients = Enumerable.Range(0, preFiches).Select(_ => new KnownPatient());
        return new GivenRcp(rcpId, await krypton.GivenCarer(rcpId), [.. patients]);
    }
}

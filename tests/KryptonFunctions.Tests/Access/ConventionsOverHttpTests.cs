using System.Net;
using System.Text;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>What holds for every answer: problems, request ids, headers, limits, strictness.</summary>
public sealed class ConventionsOverHttpTests(LocalKrypton local)
{
    public static TheoryData<string> BadBodies =>
        [
            "",
            "null",
            "[]",
            "{",
            "\"text\"",
            "{\"unknownField\":1}",
            "{\"context\":{\"rcpId\":\"R\"},\"context\":{}}",
            "{} {}",
            string.Concat(Enumerable.Repeat("[", 1000)),
        ];

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task EveryOperationWithABodyRefusesABadOne(string body)
    {
        var carer = await GivenSomebodyOfEveryRole();
        foreach (var (method, path, _) in OpenApiTests.Closed().Where(o => o.Operation["requestBody"] is not null))
        {
            (
                await carer.Send(method, path, new StringContent(body, Encoding.UTF8, "application/json"))
            ).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");
        }
    }

    private async Task<DccCaller> GivenSomebodyOfEveryRole() =>
        local.GivenSomebodyWith(
            await local.TokenFor(LocalKrypton.NewId("all"), ["care", "auditor", "network-admin"], "RCP-1")
        );

    [Fact]
    public async Task EveryOperationWithABodyRefusesOneThatIsTooLargeOrNotJson()
    {
        var carer = await GivenSomebodyOfEveryRole();
        foreach (var (method, path, _) in OpenApiTests.Closed().Where(o => o.Operation["requestBody"] is not null))
        {
            var large = new string(' ', 600 * 1024) + "{}";
            (
                await carer.Send(method, path, new StringContent(large, Encoding.UTF8, "application/json"))
            ).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
            (await carer.Send(method, path, new StringContent("{}", Encoding.UTF8, "text/plain"))).ShouldBeProblem(
                HttpStatusCode.UnsupportedMediaType,
                "not-json"
            );
        }
    }

    [Fact]
    public async Task TheCallersRequestIdComesBackAndAnUnfitOneIsReplaced()
    {
        (await RequestIdFor("dcc-0123456789")).ShouldBe("dcc-0123456789");
        foreach (
            var unfit in new[] { "short", "with space and more", "<script>alert(1)</script>", new string('a', 65) }
        )
        {
            (await RequestIdFor(unfit)).ShouldSatisfyAllConditions(
                id => id.ShouldNotBe(unfit),
                id => id.Length.ShouldBe(26)
            );
        }
    }

    [Fact]
    public async Task AnswersAreNotCachedNorFramedNorGuessed()
    {
        using var answer = await local.Http.GetAsync(
            new Uri(local.Functions, "/api/v1/health/live"),
            TestContext.Current.CancellationToken
        );

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer
            .Headers.GetValues("Content-Security-Policy")
            .ShouldHaveSingleItem()
            .ShouldContain("frame-ancestors 'none'");
    }

    /// <summary>
    /// Whether an address exists with another method is nobody's business; the Functions host answers the same to both,
    /// with nothing in it.
    /// </summary>
    [Theory]
    [InlineData("GET", "/api/v1/nothing-here")]
    [InlineData("GET", "/api/v2/structures")]
    [InlineData("GET", "/api/v1/rcps/RCP-1/prefiches")]
    [InlineData("DELETE", "/api/v1/structures")]
    [InlineData("GET", "/api/v1/identity-searches")]
    [InlineData("PATCH", "/api/v1/rcps/RCP-1")]
    [InlineData("POST", "/api/v1/rcps/RCP-1")]
    public async Task AnUnknownAddressAndAWrongMethodAreNotFoundWhoeverAsks(string method, string path)
    {
        foreach (var caller in new[] { await local.GivenCarer("RCP-1"), local.GivenSomebodyWith(token: null) })
        {
            (await caller.Send(new HttpMethod(method), path)).ShouldBe(HttpStatusCode.NotFound).Text.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task TheAppIsLiveAndReady()
    {
        var anybody = local.GivenSomebodyWith(null);

        (await anybody.Get("health/live")).ShouldBe(HttpStatusCode.OK);
        (await Eventually.Becomes(() => anybody.Get("health/ready"), a => a.Status == HttpStatusCode.OK, "ready")).Json[
            "krypton"
        ]!
            .GetValue<bool>()
            .ShouldBeTrue();
    }

    [Fact]
    public async Task TheDescriptionOfTheApiIsServed() =>
        (
            (string)
                (await local.GivenSomebodyWith(null).Get("/api/openapi.json")).ShouldBe(HttpStatusCode.OK).Json[
                    "openapi"
                ]!
        ).ShouldStartWith("3.1");

    /// <summary>
    /// An unknown query parameter is refused, and the refusal names the known ones: they are those of the description.
    /// </summary>
    [Theory]
    [InlineData("/v1/patients/{patientId}/studies")]
    [InlineData("/v1/structures")]
    [InlineData("/v1/traces")]
    [InlineData("/v1/activity")]
    public async Task UnknownParametersAreRefusedAndTheKnownOnesAreDescribed(string path)
    {
        var token = await local.TokenFor(LocalKrypton.NewId("all"), ["care", "auditor", "network-admin"], "RCP-1");
        var described = OpenApiTests.Parameters(OpenApiTests.Gets().Single(g => g.Path == path).Operation, "query");

        var answer = (
            await local.GivenSomebodyWith(token).Get("/api" + OpenApiTests.Fill(path) + "?unheardOf=1")
        ).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");

        var message = (string)answer.Json["errors"]!["?"]![0]!;
        message.Split("sont connus : ")[1].TrimEnd('.').Split(", ").ShouldBe(described.Order(StringComparer.Ordinal));
    }

    private async Task<string> RequestIdFor(string given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(local.Functions, "/api/v1/structures"));
        request.Headers.TryAddWithoutValidation("X-Request-Id", given);
        using var response = await local.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem();
    }
}

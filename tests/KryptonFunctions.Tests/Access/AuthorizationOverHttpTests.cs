using System.Net;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>Nobody gets in who should not, seen from outside.</summary>
public sealed class AuthorizationOverHttpTests(LocalKrypton local)
{
    [Fact]
    public async Task EveryClosedOperationAsksForAToken()
    {
        foreach (var (method, path, operation) in OpenApiTests.Closed())
        {
            var answer = await local.GivenSomebodyWith(null).Send(method, path);

            answer.ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer", (string)operation["operationId"]!);
        }
    }

    [Fact]
    public async Task EveryClosedOperationRefusesTheRolesThatItDoesNotName()
    {
        var everybody = new Dictionary<string, DccCaller>
        {
            ["care"] = await local.GivenCarer("RCP-1"),
            ["auditor"] = await local.GivenAuditor(),
            ["network-admin"] = await local.GivenNetworkAdmin(),
        };
        foreach (var (method, path, operation) in OpenApiTests.Closed())
        {
            foreach (
                var (role, caller) in everybody.Where(e =>
                    operation["x-roles"]!.AsArray().All(r => (string)r! != e.Key)
                )
            )
            {
                (await caller.Send(method, path))
                    .ShouldBeProblem(HttpStatusCode.Forbidden, "role")
                    .ShouldNotBeNull($"{role} {method} {path}");
            }
        }
    }

    [Fact]
    public async Task AWrongTokenIsRefusedWhateverIsWrongWithIt()
    {
        var good = await local.TokenFor(LocalKrypton.NewId("dr"), ["care"], "RCP-1");
        var past = DateTimeOffset.UtcNow.AddMinutes(-20).ToUnixTimeSeconds();
        string[] wrong =
        [
            ForgedToken.WithoutSignature(good),
            ForgedToken.OfAnotherKey(good),
            good[..^8] + "AAAAAAAA",
            ForgedToken.Like(good, c => c["aud"] = "another-app"),
            ForgedToken.Like(good, c => c["iss"] = "https://elsewhere.test"),
            ForgedToken.Like(good, c => (c["iat"], c["nbf"], c["exp"]) = (past, past, past + 300)),
            ForgedToken.Like(good, c => c["exp"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()),
            ForgedToken.Like(good, c => c.Remove("acr")),
            ForgedToken.Like(good, c => c["SubjectNameID"] = "12345"),
            "nonsense",
        ];

        foreach (var token in wrong)
        {
            (await local.GivenSomebodyWith(token).Get("structures")).Status.ShouldBe(
                HttpStatusCode.Unauthorized,
                token
            );
        }

        (await local.GivenSomebodyWith(good).Get("structures")).ShouldBe(HttpStatusCode.OK);
        (
            await local.GivenSomebodyWith(ForgedToken.Like(good, c => c["purpose_of_use"] = "HRESCH")).Get("structures")
        ).ShouldBeProblem(HttpStatusCode.Forbidden, "purpose-of-use");
    }

    [Fact]
    public async Task WhoTakesNoPartInTheCareIsRefusedAndThatIsTraced()
    {
        var user = LocalKrypton.NewId("dr");
        var stranger = local.GivenSomebodyWith(await local.TokenFor(user, ["care"], "RCP-OF-OTHERS"));
        var patient = await local.GivenPatient();

        (await stranger.SearchFor(patient.AsAsked(), LocalKrypton.NewId("RCP"))).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "care-context"
        );

        var auditor = await local.GivenAuditor();
        var traces = await Eventually.Becomes(
            async () => (await auditor.Get($"traces?user={user}")).ShouldBe(HttpStatusCode.OK),
            a => a.Json["traces"]!.AsArray().Count > 0,
            "the trace of the refusal"
        );
        var trace = traces.Json["traces"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)trace["action"]!).ShouldBe("accessRefused");
        ((string)trace["outcome"]!).ShouldBe("refused");
        ((string)trace["user"]!["user"]!).ShouldBe(user);
        ((string)trace["detail"]!["why"]!).ShouldBe("care-context");
        traces.Text.ShouldNotContain(patient.BirthName, Case.Insensitive);
    }

    [Theory]
    [InlineData("purpose_of_use", "HRESCH", HttpStatusCode.Forbidden, "purpose-of-use", "HRESCH")]
    [InlineData("purpose_of_use", null, HttpStatusCode.Forbidden, "purpose-of-use", null)]
    [InlineData("acr", "eidas0", HttpStatusCode.Unauthorized, "weak-authentication", "TREAT")]
    public async Task AKnownProfessionalWhoseTokenIsNotEnoughIsRefusedAndThatIsTraced(
        string claim,
        string? value,
        HttpStatusCode status,
        string why,
        string? reason
    )
    {
        var user = LocalKrypton.NewId("dr");
        var good = await local.TokenFor(user, ["care"], "RCP-1");
        var refused = local.GivenSomebodyWith(
            ForgedToken.Like(good, claims => _ = value is null ? claims.Remove(claim) : claims[claim] = value)
        );

        (await refused.Get("structures")).ShouldBeProblem(status, why);

        var auditor = await local.GivenAuditor();
        var traces = await Eventually.Becomes(
            async () => (await auditor.Get($"traces?user={user}")).ShouldBe(HttpStatusCode.OK),
            a => a.Json["traces"]!.AsArray().Count > 0,
            "the trace of the refusal"
        );
        var trace = traces.Json["traces"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)trace["action"]!).ShouldBe("accessRefused");
        ((string)trace["detail"]!["why"]!).ShouldBe(why);
        ((string)trace["detail"]!["function"]!).ShouldBe("GetStructures");
        ((string?)trace["reason"]).ShouldBe(reason);
    }

    [Fact]
    public async Task AUserWhoIsRefusedForTheRoleWithoutEndIsHeldUpAndFillsNoTraces()
    {
        var user = LocalKrypton.NewId("dr");
        var carer = local.GivenSomebodyWith(await local.TokenFor(user, ["care"], "RCP-1"));
        var answers = new List<Answer>();

        // A minute may end in between.
        for (var i = 0; i < 150; i += 10)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => carer.Get("traces?user=x"))));
        }

        answers[0].ShouldBeProblem(HttpStatusCode.Forbidden, "role");
        answers.Count(answer => answer.Status == HttpStatusCode.Forbidden).ShouldBeLessThanOrEqualTo(120);
        answers
            .First(answer => answer.Status != HttpStatusCode.Forbidden)
            .ShouldBeProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        (await carer.Get("structures")).ShouldBe(HttpStatusCode.OK);
        var traces = await Eventually.Becomes(
            async () => (await (await local.GivenAuditor()).Get($"traces?user={user}")).Json["traces"]!.AsArray(),
            found => found.Any(trace => (string)trace!["action"]! == "structuresRead"),
            "the traces of the user"
        );
        traces.Count(trace => (string)trace!["action"]! == "accessRefused").ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task AUserWhoAsksForLinksWithoutEndIsHeldUpAndToldWhenToComeAgain()
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = await local.GivenCarer(rcpId);
        var wish = new
        {
            context = new { rcpId },
            patientId = "kp-invented",
            studyUids = new[] { "1.2.3" },
        };
        Answer? refusal = null;

        // A minute may end in between, so the limit is met within twice its number.
        for (var i = 0; i < 130 && refusal is null; i += 10)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => carer.Post("viewer-links", wish)));
            refusal = answers.FirstOrDefault(a => a.Status == HttpStatusCode.TooManyRequests);
        }

        refusal
            .ShouldNotBeNull()
            .ShouldBeProblem(HttpStatusCode.TooManyRequests, "too-many-requests")
            .Headers.RetryAfter.ShouldNotBeNull()
            .Delta.ShouldNotBeNull()
            .ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }
}

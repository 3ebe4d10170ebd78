using KryptonFunctions.Access;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class TokenTests
{
    [Fact]
    public async Task WithoutATokenEveryFhirAndDicomAddressIsRefused()
    {
        await using var mock = await MockFixture.StartAsync();
        mock.Http.DefaultRequestHeaders.Authorization = null;
        foreach (
            var address in (string[])
                [
                    "/fhir/Patient?identifier=x",
                    "/fhir/Organization",
                    "/fhir/Task/t-1",
                    "/dicomweb/studies?PatientID=1",
                    "/central/dicomweb/studies?PatientID=1",
                ]
        )
        {
            (await mock.GetAsync(address)).Status.ShouldBe(401, address);
        }
    }

    [Fact]
    public async Task AnAssertionHoldsOnce()
    {
        await using var mock = await MockFixture.StartAsync();
        var assertion = mock.Assertion();
        (await mock.TokenAsync(assertion)).Status.ShouldBe(200);
        var again = await mock.TokenAsync(assertion);
        again.Status.ShouldBe(401);
        again.Json["error"]!.ToString().ShouldBe("invalid_client");
    }

    [Fact]
    public async Task AWrongAssertionIsRefused()
    {
        await using var mock = await MockFixture.StartAsync();
        string[] wrong =
        [
            mock.Assertion(audience: "http://elsewhere.example/token"),
            mock.Assertion(subject: "another"),
            mock.Assertion(lifetime: TimeSpan.FromMinutes(10)),
            mock.Assertion(lifetime: TimeSpan.FromMinutes(-1)),
            mock.Assertion(key: DevelopmentKey.DccSigning),
            "no.token",
        ];
        foreach (var assertion in wrong)
        {
            (await mock.TokenAsync(assertion)).Status.ShouldBe(401);
        }
    }

    [Fact]
    public async Task ATokenExpiresAndCanBeRevoked()
    {
        await using var mock = await MockFixture.StartAsync();
        (await mock.GetAsync("/fhir/Organization")).Status.ShouldBe(200);
        mock.Clock.Advance(TimeSpan.FromSeconds(301));
        (await mock.GetAsync("/fhir/Organization")).Status.ShouldBe(401);
    }
}

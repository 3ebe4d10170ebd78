using System.Security.Cryptography;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

public sealed class KryptonTokensTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATokenIsAskedForOnceHoweverManyCallsStartTogether()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        var tokens = krypton.Client<KryptonTokens>();

        var given = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => tokens.GetAsync(refused: null, Cancel).AsTask())
        );

        given.Distinct().ShouldHaveSingleItem();
        krypton.SeenTokens.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ATokenIsKeptUntilThirtySecondsBeforeItsExpiry()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var krypton = await FakeKrypton.StartAsync();
        var tokens = krypton.Services(clock).GetRequiredService<KryptonTokens>();

        var first = await tokens.GetAsync(refused: null, Cancel);
        clock.Advance(TimeSpan.FromSeconds(269));
        (await tokens.GetAsync(refused: null, Cancel)).ShouldBe(first);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await tokens.GetAsync(refused: null, Cancel)).ShouldNotBe(first);
    }

    [Fact]
    public async Task ARefusedTokenIsReplacedAndTheCallRepeatedOnce()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http =>
        {
            http.Response.StatusCode =
                krypton.SeenCalls.Count() == 1 ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound;
            return FakeKrypton.Json(
                http,
                """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}""",
                "application/fhir+json"
            );
        };

        (await krypton.Client<KryptonPatients>().ReadAsync("kp-1", Cancel)).ShouldBeOfType<PatientReading.Missing>();

        krypton.SeenTokens.Count().ShouldBe(2);
        krypton.SeenCalls.Select(c => c.Headers["Authorization"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task ACallThatIsRefusedTwiceFailsWithoutAThirdAttempt()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });

        var answer = await krypton.Client<KryptonPatients>().ReadAsync("kp-1", Cancel);

        answer.ShouldBe(new PatientReading.Unavailable(new KryptonFault("http-401")));
        krypton.SeenCalls.Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(401, """{"error":"invalid_client"}""")]
    [InlineData(200, "no JSON")]
    [InlineData(200, """{"access_token":""}""")]
    [InlineData(200, """{"access_token":"two\nlines"}""")]
    public async Task WithoutATokenNothingIsSentAndTheCallSaysSo(int status, string body)
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Token = http =>
        {
            http.Response.StatusCode = status;
            return FakeKrypton.Json(http, body);
        };

        var answer = await krypton.Client<KryptonPatients>().ReadAsync("kp-1", Cancel);

        answer.ShouldBe(new PatientReading.Unavailable(new KryptonFault("token")));
        krypton.SeenCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheAssertionIsSignedForTheTokenAddressAndNeverTheSame()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        var tokens = krypton.Client<KryptonTokens>();
        var first = await tokens.GetAsync(refused: null, Cancel);
        await tokens.GetAsync(refused: first, Cancel);

        var assertions = krypton
            .SeenTokens.Select(r => QueryHelpers.ParseQuery(r.Body)["client_assertion"].ToString())
            .ToList();
        using var key = DevelopmentKeys.Signing(AppEnvironment.Local, DevelopmentKey.KryptonClient);
        var read = new List<JsonWebToken>();
        foreach (var assertion in assertions)
        {
            var result = await new JsonWebTokenHandler().ValidateTokenAsync(
                assertion,
                new TokenValidationParameters
                {
                    ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                    IssuerSigningKey = new ECDsaSecurityKey(
                        ECDsa.Create(key.ExportParameters(includePrivateParameters: false))
                    ),
                    ValidIssuer = "dcc-nouvelle-aquitaine",
                    ValidAudience = $"{krypton.Address}/token",
                }
            );
            result.IsValid.ShouldBeTrue();
            read.Add((JsonWebToken)result.SecurityToken);
        }

        read.ShouldAllBe(t => t.Subject == t.Issuer && t.ValidTo - t.ValidFrom <= TimeSpan.FromMinutes(5));
        read.Select(t => t.Id).Distinct().Count().ShouldBe(2);
    }
}

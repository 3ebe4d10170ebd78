using System.Text;
using KryptonFunctions.Access;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>What is no token, or none that a known key has signed, is refused.</summary>
public sealed class TokenSignatureTests
{
    private readonly TokenBench bench = new();

    /// <summary>RFC 7515, 4.1.11: what a signer calls critical and we do not know makes the token invalid.</summary>
    [Fact]
    public async Task ATokenWithACriticalHeaderIsRefused() =>
        TokenBench
            .KindOf(await bench.PresentAsync(TokenBench.Sign(bench.Claims(), bench.Key, critical: "b64")))
            .ShouldBe(FailureKind.Unauthenticated);

    [Fact]
    public async Task ATokenOfAForgedKeyIsRefused() =>
        TokenBench
            .KindOf(await bench.PresentAsync(TokenBench.Sign(bench.Claims(), TokenBench.NewKey("k1"))))
            .ShouldBe(FailureKind.Unauthenticated);

    [Fact]
    public async Task AnUnsignedTokenIsRefused()
    {
        var parts = TokenBench.Sign(bench.Claims(), bench.Key).Split('.');

        TokenBench
            .KindOf(
                await bench.PresentAsync($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.")
            )
            .ShouldBe(FailureKind.Unauthenticated);
        TokenBench.KindOf(await bench.PresentAsync($"{parts[0]}.{parts[1]}.")).ShouldBe(FailureKind.Unauthenticated);
    }

    [Fact]
    public async Task ATokenSignedWithThePublicKeyAsASharedSecretIsRefused()
    {
        var secret = new SymmetricSecurityKey(bench.Key.ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = "k1" };

        TokenBench
            .KindOf(await bench.PresentAsync(TokenBench.Sign(bench.Claims(), secret, SecurityAlgorithms.HmacSha256)))
            .ShouldBe(FailureKind.Unauthenticated);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer a.b.c.d.e")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task AHeaderThatIsNoTokenIsRefused(string? header) =>
        TokenBench
            .KindOf(await bench.Tokens.AuthenticateAsync(header, TestContext.Current.CancellationToken))
            .ShouldBe(FailureKind.Unauthenticated);

    [Fact]
    public async Task AnEndlessHeaderIsRefused() =>
        TokenBench.KindOf(await bench.PresentAsync(new string('a', 20_000))).ShouldBe(FailureKind.Unauthenticated);

    [Fact]
    public async Task AChangedPayloadIsRefused()
    {
        var parts = TokenBench.Sign(bench.Claims(), bench.Key).Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("RCP-1", "RCP-2", StringComparison.Ordinal);

        TokenBench
            .KindOf(
                await bench.PresentAsync(
                    $"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload))}.{parts[2]}"
                )
            )
            .ShouldBe(FailureKind.Unauthenticated);
    }
}

using KryptonFunctions.Access;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

public sealed class DccKeyTests
{
    private readonly TokenBench bench = new();

    [Fact]
    public async Task TheKeysAreReadOnceForManyCallers()
    {
        await bench.PresentAsync();
        await bench.PresentAsync();

        bench.KeyReads.ShouldBe(1);
    }

    [Fact]
    public async Task WhichOfSeveralKeysSignedIsNoReasonToReadThemAgain()
    {
        var other = TokenBench.NewKey("k2");
        bench.Serve(bench.Key, other);
        await bench.PresentAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        await bench.PresentAsync();
        await bench.PresentAsync(TokenBench.Sign(bench.Claims(), other));
        await bench.PresentAsync(TokenBench.Sign(bench.Claims(), TokenBench.NewKey("")));

        bench.KeyReads.ShouldBe(1);
    }

    [Fact]
    public async Task ANewKeyOfTheDccIsTakenAtOnce()
    {
        await bench.PresentAsync();
        var next = TokenBench.NewKey("k2");
        bench.Serve(bench.Key, next);
        bench.Time.Advance(TimeSpan.FromSeconds(11));

        (await bench.PresentAsync(TokenBench.Sign(bench.Claims(), next))).ShouldBeOfType<Authentication.Accepted>();
    }

    [Fact]
    public async Task InventedKeyIdsDoNotMakeUsCallTheDccAtWill()
    {
        await bench.PresentAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(9));
        for (var i = 0; i < 20; i++)
        {
            await bench.PresentAsync(TokenBench.Sign(bench.Claims(), TokenBench.NewKey($"invented-{i}")));
        }

        bench.KeyReads.ShouldBe(1);
    }

    [Fact]
    public async Task AKeyThatTheDccWithdrewIsRefusedWithinTheHour()
    {
        await bench.PresentAsync();
        bench.Serve(TokenBench.NewKey("k2"));
        bench.Time.Advance(TimeSpan.FromMinutes(61));

        (await bench.PresentAsync())
            .ShouldBeOfType<Authentication.Refused>()
            .Failure.Kind.ShouldBe(FailureKind.Unauthenticated);
    }

    [Fact]
    public async Task KnownKeysStayGoodWhileTheDccDoesNotAnswer()
    {
        await bench.PresentAsync();
        bench.BeUnreachable();
        bench.Time.Advance(TimeSpan.FromHours(2));

        (await bench.PresentAsync()).ShouldBeOfType<Authentication.Accepted>();
    }

    [Fact]
    public async Task WithoutAnyKeyTheAppIsUnavailableAndRecovers()
    {
        bench.BeUnreachable();
        (await bench.PresentAsync())
            .ShouldBeOfType<Authentication.Refused>()
            .Failure.Kind.ShouldBe(FailureKind.Unavailable);

        bench.Serve(bench.Key);
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        (await bench.PresentAsync()).ShouldBeOfType<Authentication.Accepted>();
    }
}

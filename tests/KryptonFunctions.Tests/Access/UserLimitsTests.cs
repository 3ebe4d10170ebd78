using KryptonFunctions.Access;
using KryptonFunctions.Tests.Traces;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// What a user may do only so often: all instances count together, and beyond the limit nothing is begun.
/// </summary>
[Collection(nameof(TraceStore))]
public sealed class UserLimitsTests
{
    private const int Limit = 60;

    private readonly TraceStore store;
    private readonly Caller doctor = TraceStore.Doctor with { User = $"dr-{Guid.NewGuid():N}" };

    public UserLimitsTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task OverTheLimitNothingIsAdmittedUntilTheNextMinute()
    {
        await ReachTheLimitAsync();

        var refusal = (await SearchAsync()).ShouldNotBeNull();
        (refusal.Kind, refusal.RetryAfter).ShouldBe((FailureKind.TooMany, TimeSpan.FromMinutes(1)));

        store.Time.Advance(TimeSpan.FromSeconds(45));
        (await SearchAsync())!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(15), "the rest of the minute");

        store.Time.Advance(TimeSpan.FromSeconds(15));
        (await SearchAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task AllInstancesCountTogether()
    {
        await using var other = store.AnotherInstance();
        for (var use = 0; use < Limit; use++)
        {
            (await SearchAsync(use % 2 == 0 ? null : other)).ShouldBeNull();
        }

        (await SearchAsync())!.Kind.ShouldBe(FailureKind.TooMany);
        (await SearchAsync(other))!.Kind.ShouldBe(FailureKind.TooMany);
    }

    [Fact]
    public async Task ABurstIsAdmittedUpToTheLimitExactly()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 3 * Limit).Select(_ => Task.Run(() => SearchAsync(), Token))
        );

        outcomes.Count(refusal => refusal is null).ShouldBe(Limit);
        outcomes.OfType<Failure>().ShouldAllBe(refusal => refusal.Kind == FailureKind.TooMany);
    }

    [Fact]
    public async Task BurstsInTwoInstancesAreAdmittedUpToTheLimitAtMost()
    {
        await using var other = store.AnotherInstance();

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 3 * Limit).Select(i => Task.Run(() => SearchAsync(i % 2 == 0 ? null : other), Token))
        );

        outcomes.Count(refusal => refusal is null).ShouldBeLessThanOrEqualTo(Limit);
    }

    [Fact]
    public async Task SearchesAndLinksAreCountedApart()
    {
        await ReachTheLimitAsync();

        (await store.Get<UserLimits>().CheckAsync(doctor, LimitedUse.Link, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task WithoutStorageNothingIsAdmitted()
    {
        await using var broken = store.WithoutStorage();

        (await SearchAsync(broken))!.Kind.ShouldBe(FailureKind.Unavailable);
    }

    private async Task ReachTheLimitAsync()
    {
        for (var use = 0; use < Limit; use++)
        {
            (await SearchAsync()).ShouldBeNull();
        }
    }

    private Task<Failure?> SearchAsync(IServiceProvider? instance = null)
    {
        var limits = instance?.GetRequiredService<UserLimits>() ?? store.Get<UserLimits>();
        return limits.CheckAsync(doctor, LimitedUse.Search, Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

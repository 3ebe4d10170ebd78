using Krypton.Access;
using Krypton.Tests.Traces;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Krypton.Tests.Access;

/// <summary>Work that is counted while it is done: never given over the limit, and not even begun where the limit is known to be reached.</summary>
[Collection(nameof(TraceStore))]
public sealed class UserLimitsTests
{
    private const int Limit = 60;

    private readonly TraceStore store;
    private readonly Caller doctor = TraceStore.Doctor with { User = $"dr-{Guid.NewGuid():N}" };
    private int begun;

    public UserLimitsTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task OverTheLimitNoWorkIsBegunUntilTheNextMinute()
    {
        await ReachTheLimitAsync();
        begun.ShouldBe(Limit);

        (await SearchAsync()).ShouldBeOfType<Outcome<int>.Failed>().Failure.Kind.ShouldBe(FailureKind.TooMany);
        begun.ShouldBe(Limit);

        store.Time.Advance(TimeSpan.FromMinutes(1));
        (await SearchAsync()).ShouldBeOfType<Outcome<int>.Ok>();
    }

    [Fact]
    public async Task AnotherInstanceCallsTheWorkOffAsSoonAsItKnows()
    {
        await ReachTheLimitAsync();
        await using var other = store.AnotherInstance();
        var calledOff = false;

        var outcome = await other.GetRequiredService<UserLimits>().CountedAsync<int>(doctor, LimitedUse.Search, async token =>
        {
            using var endless = token.Register(() => calledOff = true);
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        }, Token);

        outcome.ShouldBeOfType<Outcome<int>.Failed>().Failure.Kind.ShouldBe(FailureKind.TooMany);
        calledOff.ShouldBeTrue();
        (await SearchAsync(other)).ShouldBeOfType<Outcome<int>.Failed>();
        begun.ShouldBe(Limit);
    }

    [Fact]
    public async Task ABurstBeginsNoMoreThanTheLimitAllows()
    {
        await Task.WhenAll(Enumerable.Range(0, 3 * Limit).Select(_ => Task.Run(() => SearchAsync(), Token)));

        begun.ShouldBeLessThanOrEqualTo(Limit);
    }

    [Fact]
    public async Task WhatFailsInTheWorkIsNotHidden() =>
        await Should.ThrowAsync<InvalidOperationException>(() => store.Get<UserLimits>().CountedAsync<int>(doctor, LimitedUse.Search, _ => throw new InvalidOperationException(), Token));

    [Fact]
    public async Task WithoutStorageNothingIsGiven()
    {
        await using var broken = store.WithoutStorage();

        (await SearchAsync(broken)).ShouldBeOfType<Outcome<int>.Failed>().Failure.Kind.ShouldBe(FailureKind.Unavailable);
    }

    private async Task ReachTheLimitAsync()
    {
        for (var use = 0; use < Limit; use++)
        {
            (await SearchAsync()).ShouldBeOfType<Outcome<int>.Ok>();
        }
    }

    private Task<Outcome<int>> SearchAsync(IServiceProvider? instance = null) => (instance?.GetRequiredService<UserLimits>() ?? store.Get<UserLimits>()).CountedAsync(
        doctor,
        LimitedUse.Search,
        _ => Task.FromResult(Interlocked.Increment(ref begun)),
        Token);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>The rules of an RCP find studies by themselves: when they look, and what they leave alone.</summary>
[Collection(Worlds.Meetings)]
public sealed class RulesOfTheRcpTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheRulesLookAgainTheDayBefore()
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" });
        var rcp = await world.GivenRcp(world.Now.AddHours(26), patient);
        await rcp.Save(rcp.StartsAt, 1, [new PrefetchRule { Modalities = ["MR"], Action = RuleAction.Order }]);
        await rcp.Choose(1);
        await world.Until(
            () => world.PreFiche(rcp.Id, "PF-1"),
            p => p!.ListedAt is not null,
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(5)
        );
        var late = new KnownStudy { Modality = "MR" };

        world.Krypton.Add((patient with { Studies = [late] }).Resources());

        (await world.Becomes(rcp, late.Uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (rcp.StartsAt - world.Now).ShouldBeInRange(TimeSpan.FromHours(23.5), TimeSpan.FromHours(24));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(12)]
    public async Task ChangedRulesLookAtOnceHoweverNearTheRcp(int hours)
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" });
        var rcp = await world.GivenRcp(world.Now.AddHours(hours), patient);
        await rcp.Save(rcp.StartsAt, 1, [new PrefetchRule { Modalities = ["MR"], Action = RuleAction.Order }]);
        await rcp.Choose(1);
        await world.Until(
            () => world.PreFiche(rcp.Id, "PF-1"),
            p => p!.ListedAt is not null,
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(5)
        );

        await rcp.Save(rcp.StartsAt, 1, [new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order }]);

        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);
        (rcp.StartsAt - world.Now).ShouldBeGreaterThan(TimeSpan.FromHours(hours - 1));
    }

    [Fact]
    public async Task WhatTheUserDetachedNoRuleOrdersAgainUntilTheUserAttachesIt()
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" });
        var rcp = await world.GivenRcp(world.Now.AddHours(60), patient);
        await rcp.Save(rcp.StartsAt, 1, [new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order }]);
        await rcp.Choose(1);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);

        await rcp.Detach(1, rcp.Uid);
        await world.Until(
            () => world.PreFiche(rcp.Id, "PF-1"),
            p => p!.ListedAt > rcp.StartsAt.AddHours(-24),
            TimeSpan.FromMinutes(10),
            TimeSpan.FromHours(50)
        );
        await world.SettleAsync();

        (await rcp.Board()).ShouldSatisfyAllConditions(
            b => b.Prefiches[0].Studies.ShouldBeEmpty(),
            b => b.Counts.Studies.ShouldBe(0)
        );
        (await rcp.Studies(1)).ShouldSatisfyAllConditions(
            s => s.Studies.ShouldBeEmpty(),
            s => s.Proposals.ShouldBeEmpty()
        );
        (await world.Orders(rcp)).Count.ShouldBe(1);

        await rcp.Attach(1, rcp.Uid);
        (await rcp.Board()).Prefiches[0].Studies.ShouldHaveSingleItem().Origin.ShouldBe(StudyOrigin.User);
        await rcp.Detach(1, rcp.Uid);

        await world.Until(
            () => Task.FromResult(world.Now),
            now => now > rcp.StartsAt.AddDays(31),
            TimeSpan.FromHours(7),
            TimeSpan.FromDays(40)
        );
        await world.RunTimerAsync((upkeep, client) => upkeep.PurgePrefetch(new TimerInfo(), client, Cancellation));
        (await world.Use((StudyStore studies) => studies.AttachedAsync(rcp.Id, Cancellation))).ShouldBeEmpty(
            "the mark is gone with the RCP"
        );
    }

    [Fact]
    public async Task ARuleThatOrdersAttachesAndOneThatProposesShows()
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" }, new KnownStudy { Modality = "MR" });
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await rcp.Save(
            rcp.StartsAt,
            1,
            [
                new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order },
                new PrefetchRule { Modalities = ["MR"] },
            ]
        );

        await rcp.Choose(1);

        await world.Becomes(rcp, patient.Studies[0].Uid, RepatriationState.Completed);
        var rows = await world.Use(
            (StudyStore studies) => studies.AttachedToAsync(rcp.Id, "PF-1", TestContext.Current.CancellationToken)
        );
        rows.Select(r => (r.StudyUid, r.Origin))
            .ShouldBe(
                [(patient.Studies[0].Uid, StudyOrigin.Rule), (patient.Studies[1].Uid, StudyOrigin.Proposed)],
                ignoreOrder: true
            );
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

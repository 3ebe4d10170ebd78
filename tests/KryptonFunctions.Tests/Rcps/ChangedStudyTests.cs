using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>A study that changes at Krypton after it was attached or has arrived.</summary>
[Collection(Worlds.Transfers)]
public sealed class ChangedStudyTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task APurgedStudyIsBackBeforeTheRcp()
    {
        var (rcp, uid) = await world.Attached(hours: 30);
        await world.Becomes(rcp, uid, RepatriationState.Completed);
        await world.Admin.Changes(uid, new { purge = true });

        (
            await world.Until(
                () => world.Study(rcp.Id, uid),
                s => s!.Repatriation is { Orders: 2, State: RepatriationState.Completed },
                TimeSpan.FromMinutes(10),
                TimeSpan.FromHours(29)
            )
        ).ShouldNotBeNull();
        (await world.OrderKeys(rcp)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task AStudyThatHasGrownIsFetchedAgainTheDayBefore()
    {
        var (rcp, uid) = await world.Attached(hours: 26);
        await world.Becomes(rcp, uid, RepatriationState.Completed);
        await world.Admin.Changes(uid, new { instances = 150 });

        var way = await world.UntilRepatriation(rcp, uid, w => w is { Orders: 2, State: RepatriationState.Completed });

        way.ShouldSatisfyAllConditions(w => w.Central.ShouldBe(150), w => w.Expected.ShouldBe(150));
        (rcp.StartsAt - world.Now).ShouldBeInRange(TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task WhatShrinksOnTheCentralServerIsOrderedAgain()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Shrinking, Times = 1 });
        var (rcp, uid) = await world.Attached(hours: 26);

        (
            await world.UntilRepatriation(rcp, uid, w => w is { Orders: 2, State: RepatriationState.Completed })
        ).Central.ShouldBe(120);
    }

    [Fact]
    public async Task AStudyThatNowIsSomebodyElsesIsNotOrderedUntilThatIsClearedUp()
    {
        var (patient, other) = (world.GivenPatient(), world.GivenPatient());
        var rcp = await world.GivenRcp(world.Now.AddHours(26), patient);
        await rcp.Choose(1);
        var uid = rcp.Uid;
        await world.AttachAndFirst(rcp, uid, () => world.Admin.Changes(uid, new { patientId = other.Id }));

        var way = await world.Becomes(rcp, uid, RepatriationState.Manual);

        way.Reason.ShouldBe(RepatriationReason.StudyIdentityConflict);
        (await world.OrderKeys(rcp)).ShouldBeEmpty();
        var shown = (await rcp.Board()).Prefiches[0].Studies[0];
        shown.Reason!.ShouldContain("identité");
        await world.Admin.Changes(uid, new { patientId = patient.Id });
        (await world.Becomes(rcp, uid, RepatriationState.Completed)).Orders.ShouldBe(1);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

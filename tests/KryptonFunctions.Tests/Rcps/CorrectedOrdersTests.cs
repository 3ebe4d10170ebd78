using System.Net;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What runs, waits or begins while a pré-fiche's patient is corrected.</summary>
[Collection(Worlds.Transfers)]
public sealed class CorrectedOrdersTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task AnOrderThatWaitsToBeRetriedIsNotPlacedAndIsOnceThePatientIsBack()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Failed });
        var (rcp, uid) = await world.Attached(days: 3);
        var first = rcp.Patients[0];
        await world.Becomes(rcp, uid, RepatriationState.Failed);
        world.Krypton.ClearFaults();
        var ordered = (await world.Orders(rcp)).Count;

        await rcp.Correct(world.GivenPatient());
        await world.Passes(TimeSpan.FromHours(3));

        (await world.Orders(rcp)).Count.ShouldBe(ordered);
        await rcp.Correct(first);
        await world.Becomes(rcp, uid, RepatriationState.Completed);
    }

    [Fact]
    public async Task ATurnUnderWayWhileThePatientIsCorrectedOrdersNothing()
    {
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await rcp.Choose(1);
        var (arrived, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        await world.AttachAndFirst(
            rcp,
            rcp.Uid,
            () =>
            {
                world.BeforeCall = request =>
                {
                    if (!request.RequestUri!.AbsolutePath.Contains("/studies", StringComparison.Ordinal))
                    {
                        return Task.CompletedTask;
                    }

                    arrived.TrySetResult();
                    return released.Task;
                };
                return Task.CompletedTask;
            }
        );
        await world.Comes(arrived.Task);

        await rcp.Correct(world.GivenPatient());
        released.SetResult();
        await world.Passes(TimeSpan.FromMinutes(30));

        (await world.Orders(rcp)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ATransferUnderWayRunsOnInConflictAndIsTakenBackWhenAnotherIsChosen()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        var right = world.GivenPatient();

        await rcp.Correct(right);
        await world.Passes(TimeSpan.FromMinutes(30));
        (await world.OrderStatuses(rcp)).ShouldHaveSingleItem().ShouldNotBe("cancelled");
        await PrefetchWorld.ShouldBeInConflict(rcp);
        await rcp.Choose(1);
        await world.Passes(TimeSpan.FromMinutes(1));

        (await world.OrderStatuses(rcp)).ShouldBe(["cancelled"]);
    }

    [Fact]
    public async Task AStudyThatAnotherPreFicheRightlyHasIsTransferredAndShownForThatOne()
    {
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient, patient);
        var handle = await rcp.Choose(1);
        await rcp.Choose(2);
        await rcp.Attach(1, rcp.Uid);
        await rcp.Attach(2, rcp.Uid);
        var uid = rcp.Uid;

        await rcp.Correct(world.GivenPatient());

        await world.Becomes(rcp, uid, RepatriationState.Completed);
        var board = await rcp.Board();
        board.Prefiches[0].Studies.ShouldHaveSingleItem().State.ShouldBe(RepatriationState.Manual);
        board.Prefiches[1].Studies.ShouldHaveSingleItem().State.ShouldBe(RepatriationState.Completed);
        board.State.ShouldBe(BoardState.Attention);
        (await PrefetchWorld.TryLink(rcp, handle, "PF-1", uid)).ShouldBe(HttpStatusCode.Conflict);
        await world.Link(rcp, handle, "PF-2", uid);
    }

    [Fact]
    public async Task ARuleThatIsListingAtThatMomentAttachesNothingForTheOtherPatient()
    {
        var patient = world.GivenPatient();
        var rcp = world.NewRcp(patient);
        PrefetchRule[] rules = [new PrefetchRule { MaxAgeYears = 100, Action = RuleAction.Order }];
        await rcp.Save(world.Now.AddDays(3), rules: rules);
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        var handle = await rcp.Find(patient);
        var (arrived, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        world.AfterAnswer = request =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("/studies", StringComparison.Ordinal))
            {
                arrived.TrySetResult();
                released.Task.Wait();
            }
        };
        (await rcp.TryChoose(1, handle)).ShouldBe(HttpStatusCode.OK);
        await world.Comes(arrived.Task);

        await rcp.Correct(world.GivenPatient());
        released.SetResult();
        await world.Passes(TimeSpan.FromMinutes(10));

        (await rcp.Board()).Prefiches[0].Studies.ShouldAllBe(s => s.State == RepatriationState.Manual);
        (await world.Orders(rcp)).ShouldBeEmpty();
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

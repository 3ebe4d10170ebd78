using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using KryptonMock.Faults;
using KryptonMock.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>Orders that Krypton did not answer, and that nobody wants any more, or again.</summary>
[Collection(Worlds.Transfers)]
public sealed class UnansweredOrderTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task ItIsSentAgainWhenItIsDetachedAndAttachedAgain()
    {
        var rcp = await UnansweredAsync(TimeSpan.FromDays(3));
        var tries = (await world.Study(rcp.Id, rcp.Uid))!.Repatriation.Polls;
        await rcp.Detach(1, rcp.Uid);
        await world.UntilRepatriation(rcp, rcp.Uid, way => way.Polls > tries);

        await rcp.Attach(1, rcp.Uid);
        await AnswersAgainAsync(rcp);

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed)).ShouldSatisfyAllConditions(
            w => w.Attempt.ShouldBe(1),
            w => w.Orders.ShouldBe(1)
        );
        (await world.OrderStatuses(rcp)).ShouldBe(["completed"]);
    }

    [Fact]
    public async Task ItIsSentAgainWhenTheRcpIsMovedAfterItsStart()
    {
        var rcp = await UnansweredAsync(TimeSpan.FromHours(1));
        await world.UntilRepatriation(rcp, rcp.Uid, way => way.NextAt > rcp.StartsAt);

        await rcp.Save(world.Now.AddDays(3), 1);
        await AnswersAgainAsync(rcp);

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed)).ShouldSatisfyAllConditions(
            w => w.Attempt.ShouldBe(1),
            w => w.Orders.ShouldBe(1)
        );
        (await world.OrderStatuses(rcp)).ShouldBe(["completed"]);
    }

    /// <summary>
    /// Krypton has the order and its answer was lost: what is then done in the user's name, the placing and the taking
    /// back, is traced.
    /// </summary>
    [Fact]
    public async Task TakenBackItIsTracedAsPlacedAndCancelled()
    {
        var patient = world.GivenPatient();
        world.AfterAnswer = request =>
            _ = request is { Method.Method: "POST", RequestUri.AbsolutePath: "/fhir/Task" }
                ? throw new HttpRequestException("lost")
                : 0;
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await rcp.Prepare(1);
        await world.UntilRepatriation(
            rcp,
            rcp.Uid,
            way => way is { Unanswered: true, Reason: RepatriationReason.KryptonUnavailable }
        );

        await rcp.Detach(1, rcp.Uid);
        world.AfterAnswer = null;

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Cancelled)).TaskId.ShouldNotBeNull();
        (await world.OrderStatuses(rcp)).ShouldBe(["cancelled"]);
        var traced = (await world.TracesAsync(patient)).Select(trace => trace.Action);
        traced
            .Where(action => action is TraceAction.OrderPlaced or TraceAction.OrderCancelled)
            .Order()
            .ShouldBe(new[] { TraceAction.OrderPlaced, TraceAction.OrderCancelled }.Order());
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    /// <summary>
    /// An RCP whose first pré-fiche has its one study ordered, without an answer: Krypton takes no orders until its
    /// faults are cleared.
    /// </summary>
    private async Task<GivenRcp> UnansweredAsync(TimeSpan ahead)
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Status, Call = CallType.Order });
        var rcp = await world.GivenRcp(world.Now + ahead, world.GivenPatient());
        await rcp.Prepare(1);
        await world.UntilRepatriation(
            rcp,
            rcp.Uid,
            way => way is { Unanswered: true, Reason: RepatriationReason.KryptonUnavailable }
        );
        return rcp;
    }

    /// <summary>
    /// Krypton takes orders again, after two more tries: the first may have begun before the study was wanted again,
    /// and would then be taken back rightly.
    /// </summary>
    private async Task AnswersAgainAsync(GivenRcp rcp)
    {
        var tries = (await world.Study(rcp.Id, rcp.Uid))!.Repatriation.Polls;
        await world.UntilRepatriation(rcp, rcp.Uid, way => way.Polls >= tries + 2);
        world.Krypton.ClearFaults();
    }
}

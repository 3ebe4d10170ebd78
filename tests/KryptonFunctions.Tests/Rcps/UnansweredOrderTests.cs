using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using KryptonMock.Faults;
using KryptonMock.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>Orders that Krypton did not answer, and that nobody wants any more, or again.</summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class UnansweredOrderTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task ItIsSentAgainWhenItIsDetachedAndAttachedAgain()
    {
        var meeting = await UnansweredAsync(TimeSpan.FromDays(3));
        var tries = (await world.Study(meeting.Id, meeting.Uid))!.Repatriation.Polls;
        await meeting.DetachAsync(1, meeting.Uid);
        await meeting.UntilRepatriationAsync(meeting.Uid, way => way.Polls > tries);

        await meeting.AttachAsync(1, meeting.Uid);
        await AnswersAgainAsync(meeting);

        (await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed)).ShouldSatisfyAllConditions(
            w => w.Attempt.ShouldBe(1),
            w => w.Orders.ShouldBe(1)
        );
        (await meeting.OrderStatusesAsync()).ShouldBe(["completed"]);
    }

    [Fact]
    public async Task ItIsSentAgainWhenTheMeetingIsMovedAfterItsStart()
    {
        var meeting = await UnansweredAsync(TimeSpan.FromHours(1));
        await meeting.UntilRepatriationAsync(meeting.Uid, way => way.NextAt > meeting.StartsAt);

        await meeting.SaveAsync(world.Now.AddDays(3), 1);
        await AnswersAgainAsync(meeting);

        (await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed)).ShouldSatisfyAllConditions(
            w => w.Attempt.ShouldBe(1),
            w => w.Orders.ShouldBe(1)
        );
        (await meeting.OrderStatusesAsync()).ShouldBe(["completed"]);
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
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), patient);
        await meeting.PrepareAsync(1);
        await meeting.UntilRepatriationAsync(
            meeting.Uid,
            way => way is { Unanswered: true, Reason: RepatriationReason.KryptonUnavailable }
        );

        await meeting.DetachAsync(1, meeting.Uid);
        world.AfterAnswer = null;

        (await meeting.BecomesAsync(meeting.Uid, RepatriationState.Cancelled)).TaskId.ShouldNotBeNull();
        (await meeting.OrderStatusesAsync()).ShouldBe(["cancelled"]);
        var traced = (await world.TracesAsync(patient)).Select(trace => trace.Action);
        traced
            .Where(action => action is TraceAction.OrderPlaced or TraceAction.OrderCancelled)
            .Order()
            .ShouldBe(new[] { TraceAction.OrderPlaced, TraceAction.OrderCancelled }.Order());
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    /// <summary>
    /// A meeting whose first pré-fiche has its one study ordered, without an answer: Krypton takes no orders until its
    /// faults are cleared.
    /// </summary>
    private async Task<Meeting> UnansweredAsync(TimeSpan ahead)
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Status, Call = CallType.Order });
        var meeting = await Meeting.AnnounceAsync(world, world.Now + ahead, world.GivenPatient());
        await meeting.PrepareAsync(1);
        await meeting.UntilRepatriationAsync(
            meeting.Uid,
            way => way is { Unanswered: true, Reason: RepatriationReason.KryptonUnavailable }
        );
        return meeting;
    }

    /// <summary>
    /// Krypton takes orders again, after two more tries: the first may have begun before the study was wanted again,
    /// and would then be taken back rightly.
    /// </summary>
    private async Task AnswersAgainAsync(Meeting meeting)
    {
        var tries = (await world.Study(meeting.Id, meeting.Uid))!.Repatriation.Polls;
        await meeting.UntilRepatriationAsync(meeting.Uid, way => way.Polls >= tries + 2);
        world.Krypton.ClearFaults();
    }
}

using KryptonFunctions.Access;
using KryptonFunctions.Rcps;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using KryptonMock.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// The DCC corrects whose a pré-fiche is: nothing that was found for the other patient is offered, taken or kept for
/// this one.
/// </summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class ChangedTraitsTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task UntilThePresentTraitsAreSearchedNobodyIsOfferedAndNobodyOfTheEarlierOnesIsTaken()
    {
        var (wrong, right) = (world.GivenPatient(), world.GivenPatient());
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), wrong);
        await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice);
        (await meeting.OfferedAsync()).ShouldBe([wrong.Id]);
        var held = HoldSearches();

        await meeting.CorrectAsync(right);

        (await meeting.OfferedAsync()).ShouldBeEmpty();
        (await meeting.TryChooseAsync(1, wrong))
            .ShouldBeOfType<Outcome<PreFiche>.Failed>()
            .Failure.Slug.ShouldBe("traits-changed");
        await held.Arrived;
        held.Release();
        await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice);
        (await meeting.OfferedAsync()).ShouldBe([right.Id]);
    }

    [Fact]
    public async Task WhileKryptonDoesNotAnswerTheSearchForThePresentTraitsTheEarlierCandidatesDoNotStandIn()
    {
        var (wrong, right) = (world.GivenPatient(), world.GivenPatient());
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), wrong);
        await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice);
        world.Krypton.Inject(new Fault { Kind = FaultKind.Status, Call = CallType.PatientSearch });

        await meeting.CorrectAsync(right);

        await world.Until(
            () => world.PreFiche(meeting.Id, "PF-1"),
            p => p is { SearchedAt: not null },
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(10)
        );
        (await meeting.OfferedAsync()).ShouldBeEmpty();
        (await meeting.BoardAsync())
            .Prefiches[0]
            .ShouldSatisfyAllConditions(
                p => p.Identity.ShouldBe(IdentityState.Searching),
                p => p.Candidates.ShouldBe(0)
            );
        world.Krypton.ClearFaults();
        await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice);
        (await meeting.OfferedAsync()).ShouldBe([right.Id]);
    }

    [Theory]
    [InlineData(AutoConfirm.Never)]
    [InlineData(AutoConfirm.QualifiedIns)]
    public async Task TraitsThatChangeWhileASearchRunsAreSearchedThemselves(AutoConfirm autoConfirm)
    {
        var (wrong, right) = (world.GivenPatient(), world.GivenPatient());
        var held = HoldSearches();
        var meeting = new Meeting(world, LocalKrypton.NewId("RCP"), [wrong]);
        await meeting.SaveAsync(world.Now.AddDays(3), 1, autoConfirm: autoConfirm);
        await held.Arrived;

        await meeting.CorrectAsync(right, autoConfirm);
        held.Release();

        (await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice))!.ShouldSatisfyAllConditions(
            p => p.Searches.ShouldBe(1),
            p => p.Candidates.ShouldBe(1),
            p => p.Choice.ShouldBeNull()
        );
        (meeting.StartsAt - world.Now).ShouldBeGreaterThan(
            TimeSpan.FromHours(70),
            "they are searched at once, not the day before"
        );
        (await meeting.OfferedAsync()).ShouldBe([right.Id]);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    /// <summary>Searches for patients wait at the door of Krypton until they are released.</summary>
    private (Task Arrived, Action Release) HoldSearches()
    {
        var (arrived, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        world.BeforeCall = request =>
        {
            if (!request.RequestUri!.AbsolutePath.Contains("/Patient", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            arrived.TrySetResult();
            return released.Task;
        };
        return (arrived.Task, released.SetResult);
    }
}

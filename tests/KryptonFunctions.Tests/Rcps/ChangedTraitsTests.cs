using System.Net;
using KryptonFunctions.Rcps;
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
[Collection(Worlds.Meetings)]
public sealed class ChangedTraitsTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task UntilThePresentTraitsAreSearchedNobodyIsOfferedAndNobodyOfTheEarlierOnesIsTaken()
    {
        var (wrong, right) = (world.GivenPatient(), world.GivenPatient());
        var rcp = await world.GivenRcp(world.Now.AddDays(3), wrong);
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        (await world.Offered(rcp)).ShouldBe([wrong.Id]);
        var handle = (await rcp.Candidates(1)).ShouldHaveSingleItem();
        var held = HoldSearches();

        await rcp.Correct(right);

        (await world.Offered(rcp)).ShouldBeEmpty();
        (await rcp.TryChoose(1, handle)).ShouldBeProblem(HttpStatusCode.Conflict, "traits-changed");
        await world.Comes(held.Arrived);
        held.Release();
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        (await world.Offered(rcp)).ShouldBe([right.Id]);
    }

    [Fact]
    public async Task WhileKryptonDoesNotAnswerTheSearchForThePresentTraitsTheEarlierCandidatesDoNotStandIn()
    {
        var (wrong, right) = (world.GivenPatient(), world.GivenPatient());
        var rcp = await world.GivenRcp(world.Now.AddDays(3), wrong);
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        world.Krypton.Inject(new Fault { Kind = FaultKind.Status, Call = CallType.PatientSearch });

        await rcp.Correct(right);

        await world.Until(
            () => world.PreFiche(rcp.Id, "PF-1"),
            p => p is { SearchedAt: not null },
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(10)
        );
        (await world.Offered(rcp)).ShouldBeEmpty();
        (await rcp.Board())
            .Prefiches[0]
            .ShouldSatisfyAllConditions(
                p => p.Identity.ShouldBe(IdentityState.Searching),
                p => p.Candidates.ShouldBe(0)
            );
        world.Krypton.ClearFaults();
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        (await world.Offered(rcp)).ShouldBe([right.Id]);
    }

    [Theory]
    [InlineData(AutoConfirm.Never)]
    [InlineData(AutoConfirm.QualifiedIns)]
    public async Task TraitsThatChangeWhileASearchRunsAreSearchedThemselves(AutoConfirm autoConfirm)
    {
        var (wrong, right) = (world.GivenPatient(), world.GivenPatient());
        var held = HoldSearches();
        var rcp = world.NewRcp(wrong);
        await rcp.Save(world.Now.AddDays(3), 1, autoConfirm: autoConfirm);
        await world.Comes(held.Arrived);

        await rcp.Correct(right, autoConfirm);
        held.Release();

        (await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice))!.ShouldSatisfyAllConditions(
            p => p.Searches.ShouldBe(1),
            p => p.Candidates.ShouldBe(1),
            p => p.Choice.ShouldBeNull()
        );
        (rcp.StartsAt - world.Now).ShouldBeGreaterThan(
            TimeSpan.FromHours(70),
            "they are searched at once, not the day before"
        );
        (await world.Offered(rcp)).ShouldBe([right.Id]);
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

using KryptonFunctions.Rcps;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>Who announces other traits again and again searches no more than the budget of the RCP's day.</summary>
[Collection(Worlds.Meetings)]
public sealed class SearchBudgetTests(PrefetchStorage storage) : IAsyncLifetime
{
    private const int Budget = 5;

    private PrefetchWorld world = null!;

    [Fact]
    public async Task ChangedTraitsAreSearchedUntilTheBudgetOfTheDayIsUsedUpAndTheNextDayAgain()
    {
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(9), patient);
        for (var change = 0; change < 2 * Budget; change++)
        {
            await Handled(rcp);
            await rcp.Correct(world.GivenPatient());
        }

        await Handled(rcp);
        (await Searches(rcp)).ShouldBe(Budget);
        (await world.PreFiche(rcp.Id, "PF-1"))!.SearchedAt.ShouldBeNull();

        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice, TimeSpan.FromHours(1));
        (await Searches(rcp)).ShouldBe(Budget + 1);
    }

    [Fact]
    public async Task EveryPreFicheOfALargeRcpIsSearched()
    {
        var patients = Enumerable.Range(0, 2 * Budget).Select(_ => world.GivenPatient()).ToArray();

        var rcp = await world.GivenRcp(world.Now.AddDays(9), patients);

        for (var preFiche = 1; preFiche <= patients.Length; preFiche++)
        {
            await world.IdentityBecomes(rcp, preFiche, IdentityState.AwaitingChoice);
        }

        (await Searches(rcp)).ShouldBe(patients.Length);
    }

    [Fact]
    public async Task ReadingCandidatesIsNoSearch()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(9), world.GivenPatient());
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);

        await rcp.Candidates(1);

        (await Searches(rcp)).ShouldBe(1);
        (await world.TracesAsync(patientId: null)).ShouldContain(t =>
            t.RcpId == rcp.Id && t.Action == TraceAction.CandidatesRead && t.PreFicheId == "PF-1"
        );
    }

    public async ValueTask InitializeAsync()
    {
        world = await PrefetchWorld.StartAsync(
            storage,
            new WorldSettings { More = new Dictionary<string, string?> { ["Prefetch:SearchesPerDay"] = $"{Budget}" } }
        );

        // A budget is one of a day: begun shortly before midnight, a test would have two.
        world.Clock.Advance(world.Now.Date.AddDays(1).AddHours(8) - world.Now.UtcDateTime);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>The present traits are searched, or held back.</summary>
    private Task<PreFiche?> Handled(GivenRcp rcp) =>
        world.Until(
            () => world.PreFiche(rcp.Id, "PF-1"),
            p => p is { SearchedAt: not null } or { SearchHeldUntil: not null },
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(10)
        );

    private async Task<int> Searches(GivenRcp rcp) =>
        (await world.TracesAsync(patientId: null)).Count(t => t.RcpId == rcp.Id && t.Action == TraceAction.Searched);
}

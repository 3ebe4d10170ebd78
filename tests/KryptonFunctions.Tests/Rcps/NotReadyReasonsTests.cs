using System.Net;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using KryptonMock.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// An RCP is not ready because nothing was found: each pré-fiche says what is missing, why, and when Krypton is asked
/// again.
/// </summary>
[Collection(Worlds.Meetings)]
public sealed class NotReadyReasonsTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task NobodyFound()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), new KnownPatient());
        await world.IdentityBecomes(rcp, 1, IdentityState.None);

        (await ShouldNotBeReady(rcp, "noIdentityFound")).NextAttemptAt.ShouldBe(rcp.StartsAt.AddHours(-24));
    }

    [Fact]
    public async Task NoneOfTheCandidates()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        await ShouldNotBeReady(rcp, "awaitingChoice");

        (await rcp.Carer.Put($"rcps/{rcp.Id}/prefiches/PF-1/identity", new { noneOfThese = true })).ShouldBe(
            HttpStatusCode.OK
        );

        (await ShouldNotBeReady(rcp, "noneOfThese")).NextAttemptAt.ShouldBe(rcp.StartsAt.AddHours(-24));
    }

    [Fact]
    public async Task KryptonSilentSinceWhen()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Status, Call = CallType.PatientSearch });
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await SearchesInVain(1);
        var since = (await world.PreFiche(rcp.Id, "PF-1"))!.SearchedAt;

        await SearchesInVain(2);

        var shown = await ShouldNotBeReady(rcp, "kryptonUnavailable");
        shown.Since.ShouldBe(since);
        shown.NextAttemptAt.ShouldNotBeNull().ShouldBeGreaterThan(world.Now.AddSeconds(-1));
        shown.Reason!.ShouldContain("depuis");
        world.Krypton.ClearFaults();
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        (await ShouldNotBeReady(rcp, "awaitingChoice")).Since.ShouldBeNull();

        Task SearchesInVain(int times) =>
            world.Until(
                () => world.PreFiche(rcp.Id, "PF-1"),
                p => p!.IncompleteSearches >= times,
                TimeSpan.FromSeconds(5),
                TimeSpan.FromHours(1)
            );
    }

    [Fact]
    public async Task NobodyFoundByASearchThatWasNotAnsweredWhole()
    {
        string? unanswered = null;
        world.BeforeCall = async request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/_search", StringComparison.Ordinal))
            {
                var query = await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (Interlocked.CompareExchange(ref unanswered, query, null) is null || unanswered == query)
                {
                    throw new HttpRequestException("The connection broke.");
                }
            }
        };
        var rcp = await world.GivenRcp(world.Now.AddDays(3), new KnownPatient());

        await world.Until(
            () => world.PreFiche(rcp.Id, "PF-1"),
            p => p!.SearchedAt is not null,
            TimeSpan.FromSeconds(5),
            TimeSpan.FromHours(1)
        );

        (await ShouldNotBeReady(rcp, "searchIncomplete")).NextAttemptAt.ShouldNotBeNull();
        world.BeforeCall = null;
        await world.IdentityBecomes(rcp, 1, IdentityState.None);
        await world.Until(
            async () => (await rcp.Board()).Prefiches[0].ReasonCode,
            reason => reason == "noIdentityFound",
            TimeSpan.FromSeconds(20),
            TimeSpan.FromDays(1)
        );
    }

    [Fact]
    public async Task NothingAttachedAndNothingThere()
    {
        var patient = new KnownPatient { Studies = [] };
        world.Krypton.Add(patient.Resources());
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);

        var handle = await rcp.Choose(1);
        await ShouldNotBeReady(rcp, "nothingAttached");
        (await rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}&preFicheId=PF-1")).ShouldBe(HttpStatusCode.OK);

        await ShouldNotBeReady(rcp, "noImaging");
        world.Clock.Advance(rcp.StartsAt.AddHours(-1) - world.Now);
        (await rcp.Board()).State.ShouldBe(BoardState.Attention);
    }

    [Fact]
    public async Task ATransferThatNeverFinishesSaysThatItDoesNotGetOnAndIsLateInTheEnd()
    {
        var rcp = await world.UnderWay(new KnownPatient());

        await world.Until(
            rcp.Board,
            board => board.Prefiches[0].Studies[0].ReasonCode == "transferStalled",
            TimeSpan.FromMinutes(5),
            TimeSpan.FromHours(2)
        );
        world.Clock.Advance(rcp.StartsAt.AddHours(-1) - world.Now);

        var late = await rcp.Board();
        (late.State, late.Counts.Late).ShouldBe((BoardState.Attention, 1));
        late.Prefiches[0].Studies[0].Reason.ShouldNotBeNullOrEmpty();
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private static async Task<BoardPreFiche> ShouldNotBeReady(GivenRcp rcp, string reasonCode)
    {
        var board = await rcp.Board();
        board.State.ShouldBe(BoardState.Preparing);
        var shown = board.Prefiches.ShouldHaveSingleItem();
        shown.ReasonCode.ShouldBe(reasonCode);
        shown.Reason.ShouldNotBeNull().ShouldEndWith(".");
        return shown;
    }
}

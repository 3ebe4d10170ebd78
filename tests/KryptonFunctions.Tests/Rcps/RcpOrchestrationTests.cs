using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using KryptonMock.Http;
using Microsoft.DurableTask.Client;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>The RCP's own orchestration and those that it starts.</summary>
[Collection(Worlds.Meetings)]
public sealed class RcpOrchestrationTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStudyThatTwoPreFichesWantIsOrderedOnceAndTakenBackWithTheLastOfThem()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient, patient);
        await rcp.Prepare(1);
        await rcp.Prepare(2);
        await world.UntilRepatriation(rcp, rcp.Uid, way => way.TaskId is not null);
        (await world.Study(rcp.Id, rcp.Uid))!.WantedBy.Count.ShouldBe(2);

        await rcp.Detach(1, rcp.Uid);
        await world.SettleAsync();
        (await world.OrderStatuses(rcp)).ShouldHaveSingleItem().ShouldNotBe("cancelled");

        await rcp.Detach(2, rcp.Uid);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Cancelled);
        (await world.OrderStatuses(rcp)).ShouldBe(["cancelled"]);
    }

    [Fact]
    public async Task NoMorePreFichesSearchAtOnceThanTheSettingSays()
    {
        await RestartAsync(new Dictionary<string, string?> { ["Prefetch:SearchesAtOnce"] = "2" });
        world.Krypton.Inject(
            new Fault
            {
                Kind = FaultKind.Latency,
                Milliseconds = 1_000,
                Call = CallType.PatientSearch,
            }
        );
        var patients = Enumerable.Range(0, 7).Select(_ => world.GivenPatient()).ToArray();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patients);
        var most = 0;

        await world.Until(
            () => PreFichesAsync(rcp),
            all =>
            {
                most = Math.Max(most, all.Count(p => p is { StartedAt: not null, SearchedAt: null }));
                return all.All(p => p.Identity == IdentityState.AwaitingChoice);
            },
            TimeSpan.FromMilliseconds(500),
            TimeSpan.FromMinutes(2)
        );

        most.ShouldBe(2);
    }

    [Fact]
    public async Task ItsStatusHoldsTheCountsAndItEndsADayAfterTheRcp()
    {
        var rcp = await world.GivenRcp(world.Now.AddHours(3), world.GivenPatient());
        await rcp.Prepare(1);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);

        var shown = await world.Until(
            () => InstanceAsync(rcp),
            found => found.ReadCustomStatusAs<BoardCounts>() is { Online: 1 },
            TimeSpan.FromSeconds(2),
            TimeSpan.FromMinutes(5)
        );
        shown
            .ReadCustomStatusAs<BoardCounts>()
            .ShouldBe(
                new BoardCounts(
                    Prefiches: 1,
                    AwaitingIdentity: 0,
                    Studies: 1,
                    Online: 1,
                    InProgress: 0,
                    Failed: 0,
                    Late: 0
                )
            );

        var end = await world.Until(
            () => InstanceAsync(rcp),
            found => found.IsCompleted,
            TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(30)
        );
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (world.Now - rcp.StartsAt).ShouldBeInRange(TimeSpan.FromHours(24), TimeSpan.FromHours(25));
        (await world.Running(rcp)).ShouldBeEmpty("its pré-fiches and studies have ended before it");
    }

    /// <summary>The RCP is told of the first; the others it counts with it.</summary>
    [Fact]
    public async Task ItsStatusCountsAllThatSettledAtTheSameTime()
    {
        var patient = world.GivenPatient(new KnownStudy(), new KnownStudy(), new KnownStudy());
        var rcp = await world.GivenRcp(world.Now.AddHours(30), patient);
        await rcp.Prepare(1);
        foreach (var study in patient.Studies)
        {
            await world.Becomes(rcp, study.Uid, RepatriationState.Completed);
        }

        await world.Until(
            () => InstanceAsync(rcp),
            found => found.ReadCustomStatusAs<BoardCounts>() is { Online: 3 },
            TimeSpan.FromSeconds(2),
            TimeSpan.FromSeconds(10)
        );
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task RestartAsync(Dictionary<string, string?> settings)
    {
        await world.DisposeAsync();
        world = await PrefetchWorld.StartAsync(storage, new WorldSettings { More = settings });
    }

    private async Task<OrchestrationMetadata> InstanceAsync(GivenRcp rcp) =>
        (
            await world.Host.DurableClient.GetInstanceAsync(
                InstanceIds.Rcp(rcp.Id),
                getInputsAndOutputs: true,
                Cancellation
            )
        )!;

    private Task<IReadOnlyList<PreFiche>> PreFichesAsync(GivenRcp rcp) =>
        world.Use((RcpStore rcps) => rcps.PreFichesAsync(rcp.Id, Cancellation));
}

using KryptonFunctions.Access;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Contract;
using KryptonMock.Faults;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What the agency reads of a meeting is what happened in it.</summary>
[Collection(Worlds.Meetings)]
public sealed class RcpFiguresTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task AMeetingOfWhichTwoThirdsCanBeShownIsCountedSo()
    {
        var (travels, isThere, hangs) = (
            new KnownStudy(),
            new KnownStudy { Availability = "ONLINE" },
            new KnownStudy()
        );
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing, StudyUid = hangs.Uid });
        var rcp = await world.GivenRcp(world.Now.AddDays(1), world.GivenPatient(travels, isThere, hangs));
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        await rcp.Prepare(1);
        await world.Becomes(rcp, travels.Uid, RepatriationState.Completed);
        await world.Becomes(rcp, isThere.Uid, RepatriationState.NotNeeded);

        world.Clock.Advance(rcp.StartsAt - world.Now + TimeSpan.FromMinutes(1));
        await world.Becomes(rcp, hangs.Uid, RepatriationState.Expired);
        var row = await world.Until(
            async () => (await FiguresAsync()).Rcps.FirstOrDefault(row => row.Key == rcp.Id),
            row =>
                row
                    is { Meetings: 1, Failures: 1, Repatriations: 1, AlreadyOnline: 1, Orders: 2 }
                        and { Searches: 1, PrefetchSearches: 1 },
            TimeSpan.FromSeconds(31),
            TimeSpan.FromHours(2)
        );

        (row!.Repatriations, row.AlreadyOnline, row.Orders).ShouldBe((1, 1, 2));
        (row.StudiesAtMeeting, row.ReadyAtMeeting, row.MeetingsReady).ShouldBe((3, 2, 0));
        row.ShareReady.ShouldBe(0.6667);
        (row.Searches, row.PrefetchSearches).ShouldBe((1, 1));
        row.MedianSeconds!.Value.ShouldBeInRange(60, 3600);
        var figures = await FiguresAsync();
        figures.Sites.ShouldContain(site => site.Key == "330781196" && site.Repatriations >= 1);
        figures.Departments.ShouldContain(department => department.Key == "33" && department.Failures >= 1);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private Task<ActivityFigures> FiguresAsync() =>
        world.Use(
            async (ActivityReader reader) =>
            {
                var month = DateOnly.FromDateTime(world.Now.UtcDateTime);
                return (
                    await reader.ReadAsync(
                        PrefetchWorld.Carer,
                        month.AddMonths(-1),
                        month,
                        TestContext.Current.CancellationToken
                    )
                )
                    .ShouldBeOfType<Outcome<ActivityFigures>.Ok>()
                    .Value;
            }
        );
}

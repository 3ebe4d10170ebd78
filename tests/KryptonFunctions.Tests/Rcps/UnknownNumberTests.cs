using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// Servers that do not say how many instances a study has: it is asked for, counted, or unknown, and never a reason to
/// order again.
/// </summary>
[Collection(Worlds.Transfers)]
public sealed class UnknownNumberTests(PrefetchStorage storage)
{
    private static readonly QidoTraits OnRequest = new() { OnRequestOnly = true, GivesAvailability = false };
    private static readonly QidoTraits ToBeCounted = new()
    {
        CentralGivesInstances = false,
        GivesAvailability = false,
        PageCap = 50,
    };
    private static readonly QidoTraits Unknown = ToBeCounted with { ListsInstances = false };

    public static TheoryData<string> Servers => ["OnRequest", "ToBeCounted", "Unknown"];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task AStudyIsOrderedOnceAlsoThroughTheRechecks(string server)
    {
        await using var world = await PrefetchWorld.StartAsync(storage);
        world.Krypton.Settings = world.Krypton.Settings with { Qido = Traits(server) };
        var (rcp, uid) = await world.Attached(hours: 30);

        var way = await world.Becomes(rcp, uid, Expected(server));
        way.Orders.ShouldBe(1);

        // H-24 and H-2 pass.
        await Later(world, rcp, uid, now => now.Next == NextStep.End);

        (await world.Study(rcp.Id, uid))!.Repatriation.State.ShouldBe(Expected(server));
        (await world.Orders(rcp)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhatIsPurgedIsOrderedAgainAlsoWhereNobodyCounts()
    {
        await using var world = await PrefetchWorld.StartAsync(storage);
        world.Krypton.Settings = world.Krypton.Settings with { Qido = Unknown };
        var (rcp, uid) = await world.Attached(hours: 30);
        await world.Becomes(rcp, uid, RepatriationState.CompletedUnverified);

        await world.Admin.Changes(uid, new { purge = true });

        await Later(world, rcp, uid, now => now is { Orders: 2, State: RepatriationState.CompletedUnverified });
    }

    private static Task<WantedStudy?> Later(
        PrefetchWorld world,
        GivenRcp rcp,
        string uid,
        Func<Repatriation, bool> wanted
    ) =>
        world.Until(
            () => world.Study(rcp.Id, uid),
            study => wanted(study!.Repatriation),
            TimeSpan.FromMinutes(10),
            TimeSpan.FromHours(29.5)
        );

    private static QidoTraits Traits(string server) =>
        server switch
        {
            "OnRequest" => OnRequest,
            "ToBeCounted" => ToBeCounted,
            _ => Unknown,
        };

    private static RepatriationState Expected(string server) =>
        server == "Unknown" ? RepatriationState.CompletedUnverified : RepatriationState.Completed;
}

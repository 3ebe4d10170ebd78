using System.Diagnostics;
using Lab.Population;
using Shouldly;
using Xunit;

namespace Lab.Tests;

/// <summary>
/// What may happen while a study of 500 instances is on its way: nothing is lost, and nothing is ordered twice.
/// </summary>
public sealed class TransferTests(RunningLab running)
{
    /// <summary><c>KRYPTON_LAB_LONG=1</c>: what takes minutes is done too.</summary>
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KRYPTON_LAB_LONG") == "1";

    private static readonly TimeSpan Down = TimeSpan.FromSeconds(IsLong ? 120 : 3);

    [Fact]
    public async Task TheSiteTheCentralServerAndTheAdapterAreKilledOneAfterTheOther()
    {
        var lab = running.Lab;
        using var rcp = await LabRcp.GivenATransferOnItsWay(running);
        foreach (var process in new[] { lab.Processes["SITEA"], lab.Processes["CENTRAL"], lab.Adapter })
        {
            await process.KillAsync();
            await process.UntilItAnswersAsync(TestContext.Current.CancellationToken);
        }

        await rcp.ShouldBeCompleteAfter(1);
        lab.Adapter.Restarts.ShouldBePositive();
    }

    [Fact]
    public async Task TheFunctionsAreKilled()
    {
        _ = running.Lab;
        Assert.SkipUnless(IsLong, "What a killed host had taken comes back after a minute: KRYPTON_LAB_LONG=1.");
        using var rcp = await LabRcp.GivenATransferOnItsWay(running);
        await running.KillFunctionsAsync();
        await rcp.ShouldBeCompleteAfter(1);
    }

    [Fact]
    public async Task TheCentralServerRestsForAWhile()
    {
        var central = running.Lab.Processes[LabStack.CentralAet];
        using var rcp = await LabRcp.GivenATransferOnItsWay(running);
        await central.StopAsync();
        var rested = Stopwatch.StartNew();
        await Eventually.Becomes(() => Task.FromResult(rested.Elapsed), elapsed => elapsed > Down, "the rest");
        await central.StartAsync(TestContext.Current.CancellationToken);
        await rcp.ShouldBeCompleteAfter(1);
    }

    [Fact]
    public async Task TheStudyGrows()
    {
        var lab = running.Lab;
        using var rcp = await LabRcp.GivenATransferOnItsWay(running);
        var source = await lab.Archives.FindAsync(OwnPatients.Large, TestContext.Current.CancellationToken);
        await lab.GrowAsync(OwnPatients.Large, more: 3, TestContext.Current.CancellationToken);

        // What comes after the first order has ended takes one of its own.
        await rcp.ShouldBeCompleteAfter(1, 2);
        (await rcp.CountAsync()).ShouldBe(source!.Instances.Count + 3);
    }

    /// <summary>'Completed' was said before; only who looks at the central server can know.</summary>
    [Fact]
    public async Task AnInstanceIsLostAtTheCentralServerBeforeItIsVerified()
    {
        var central = running.Lab.Archives.Central;
        using var rcp = await LabRcp.GivenATransferOnItsWay(running);
        await rcp.UntilOrderIs("completed");
        var instances = await central.InstancesAsync(OwnPatients.Large, TestContext.Current.CancellationToken);
        await central.DeleteAsync(instances.First(), TestContext.Current.CancellationToken);
        await rcp.ShouldBeCompleteAfter(2);
    }

    [Fact]
    public async Task TheOrderIsTakenBack()
    {
        _ = running.Lab;
        using var rcp = await LabRcp.GivenATransferOnItsWay(running);
        await rcp.DetachAsync();
        await rcp.UntilOrderIs("cancelled");
        (await rcp.CountAsync()).ShouldBeLessThan(500);
    }
}

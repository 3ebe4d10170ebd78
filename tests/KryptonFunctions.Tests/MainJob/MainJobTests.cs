using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.MainJob;

/// <summary>From the announced RCP to the study on the central server, through HTTP alone.</summary>
public sealed class MainJobTests(LocalKrypton local)
{
    [Fact]
    public async Task AnAttachedStudyArrivesOnTheCentralServerAndIsOrderedOnce()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        await rcp.Choose(1);

        await rcp.Attach(1, patient.Studies[0].Uid);

        await rcp.Becomes(patient.Studies[0].Uid, RepatriationState.Completed);
        (await local.Krypton.Orders(rcp.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task AttachingTwiceOrdersOnce()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        await rcp.Choose(1);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => rcp.TryAttach(1, patient.Studies[0].Uid)));

        await rcp.Becomes(patient.Studies[0].Uid, RepatriationState.Completed);
        (await local.Krypton.Orders(rcp.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task AStudyThatIsThereAlreadyIsNotOrdered()
    {
        var patient = await local.GivenPatient(new KnownStudy { Availability = "ONLINE" });
        var rcp = await local.GivenRcp(patient);
        await rcp.Choose(1);

        await rcp.Attach(1, patient.Studies[0].Uid);

        await rcp.Becomes(patient.Studies[0].Uid, RepatriationState.NotNeeded);
        (await local.Krypton.Orders(rcp.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OneStudyOfTwoPreFichesIsOrderedOnce()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient, patient);
        await rcp.Choose(1);
        await rcp.Choose(2);

        await Task.WhenAll(rcp.TryAttach(1, patient.Studies[0].Uid), rcp.TryAttach(2, patient.Studies[0].Uid));

        await rcp.Becomes(patient.Studies[0].Uid, RepatriationState.Completed);
        (await local.Krypton.Orders(rcp.Id)).Count.ShouldBe(1);
    }
}

using System.Net;
using KryptonFunctions.Rcps;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What is kept and traced of the choice of an identity.</summary>
[Collection(Worlds.Meetings)]
public sealed class ChosenIdentityTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheChoiceIsKeptWithWhoMadeItAndItsEvidence()
    {
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);

        await rcp.Choose(1);

        var choice = (await world.PreFiche(rcp.Id, "PF-1"))!.Choice!;
        choice.ShouldSatisfyAllConditions(
            c => c.Automatic.ShouldBeFalse(),
            c => c.By.ShouldBe(Actor.From(PrefetchWorld.Carer)),
            c => c.At.ShouldBe(world.Now),
            c => c.PatientIds.ShouldBe([patient.Id])
        );
        var evidence = choice.Evidence.ShouldHaveSingleItem();
        evidence.ShouldSatisfyAllConditions(
            e => e.Confidence.ShouldBe("probable"),
            e => e.Score!.Value.ShouldBeGreaterThan(0.5),
            e => e.Agreements.ShouldContain("birthDate: exact")
        );
        patient.Secrets.ShouldAllBe(secret => !evidence.ToString().Contains(secret, StringComparison.Ordinal));
    }

    /// <summary>A patient with two records: whoever asks who saw the one finds the access as by the other.</summary>
    [Fact]
    public async Task AChoiceOfTwoRecordsAndTheirStudiesAreTracedUnderEach()
    {
        var one = world.GivenPatient();
        var other = world.GivenRecordElsewhere(one);
        var rcp = await world.GivenRcp(world.Now.AddDays(3), one);
        (await rcp.TryChoose(1, [.. await rcp.FindAll(one)])).ShouldBe(HttpStatusCode.OK);
        await rcp.Attach(1, other.Studies[0].Uid);

        await rcp.Studies(1);

        foreach (var (record, studies) in new[] { (one, 0), (other, 1) })
        {
            var traces = await world.TracesAsync(record);
            traces.ShouldContain(trace =>
                trace.Action == TraceAction.CandidateChosen && trace.Detail["records"] == "2"
            );
            traces
                .Where(trace => trace.Action == TraceAction.StudiesListed)
                .ShouldHaveSingleItem()
                .StudyUids.Count.ShouldBe(studies);
        }
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

using Krypton.Identity;
using Krypton.Rcps;
using Krypton.Rcps.Repatriations;
using Krypton.Rcps.Rules;
using Krypton.Tests.Fixture;
using Krypton.Tests.Rcps.World;
using Krypton.Traces;
using Shouldly;
using Xunit;

namespace Krypton.Tests.Rcps;

/// <summary>The choice of the identity is the user's, unless the RCP says otherwise for what a qualified INS has found.</summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class AutoConfirmTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task ByDefaultTheUserChoosesHoweverCertainTheCandidate()
    {
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), Known(WithIns()));

        (await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice))!.ShouldSatisfyAllConditions(p => p.Candidates.ShouldBe(1), p => p.Choice.ShouldBeNull());
    }

    [Fact]
    public async Task WhereTheRcpSaysSoOneCertainCandidateByQualifiedInsIsConfirmedTracedAndPrepared()
    {
        var patient = Known(WithIns());
        var meeting = await AnnounceAsync(patient);

        var confirmed = (await meeting.IdentityBecomesAsync(1, IdentityState.Confirmed))!;

        confirmed.Choice!.ShouldSatisfyAllConditions(c => c.Automatic.ShouldBeTrue(), c => c.PatientIds.ShouldBe([patient.Id]), c => c.Evidence.ShouldNotBeEmpty());
        (await TracesAsync(patient)).ShouldContain(t => t.Action == TraceAction.CandidateChosen && t.Detail["automatic"] == "qualifiedIns");
        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed);
    }

    [Theory]
    [InlineData("provisoire")]
    [InlineData("validee")]
    public async Task AnInsThatIsNotQualifiedConfirmsNothing(string status)
    {
        var meeting = await AnnounceAsync(Known(WithIns() with { InsStatus = status }));

        (await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice))!.Choice.ShouldBeNull();
    }

    [Fact]
    public async Task TwoRecordsWithTheInsAreForTheUserToTell()
    {
        var patient = Known(WithIns());
        world.Krypton.Add((patient with { Id = patient.Id + "-b", Ipp = "7" + patient.Ipp, Studies = [] }).Resources());
        var meeting = await AnnounceAsync(patient);

        (await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice))!.ShouldSatisfyAllConditions(p => p.Candidates.ShouldBe(2), p => p.Choice.ShouldBeNull());
    }

    [Fact]
    public async Task OtherTraitsUnderTheInsAreForTheUserToJudge()
    {
        var patient = WithIns();
        world.Krypton.Add((patient with { BirthName = "Wolkenstein", GivenName = "Gerda" }).Resources());
        var meeting = await AnnounceAsync(patient);

        (await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice))!.Choice.ShouldBeNull();
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private static KnownPatient WithIns()
    {
        var patient = new KnownPatient();
        var number = $"2{patient.BirthDate[2..4]}{patient.BirthDate[5..7]}63220{Random.Shared.Next(1, 1000):000}";
        return patient with { Ins = number + NirKey.Compute(number) };
    }

    private KnownPatient Known(KnownPatient patient)
    {
        world.Krypton.Add(patient.Resources());
        return patient;
    }

    private async Task<Meeting> AnnounceAsync(KnownPatient patient)
    {
        var meeting = new Meeting(world, LocalKrypton.NewId("RCP"), [patient]);
        await meeting.SaveAsync(world.Now.AddDays(3), 1, [new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order }], AutoConfirm.QualifiedIns);
        return meeting;
    }

    private async Task<IReadOnlyList<TraceEntry>> TracesAsync(KnownPatient patient)
    {
        var partition = await world.Use((TraceKeys keys) => Task.FromResult(keys.Partition(patient.Id, world.Now)));
        var rows = await world.Use((TraceTable traces) => traces.RangeAsync(partition, TraceKeys.FirstRow, "t}", null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).AsTask());
        return [.. rows.Select(row => Trace.FromCanonicalJson(row.GetString("Json"))!.Entry)];
    }
}

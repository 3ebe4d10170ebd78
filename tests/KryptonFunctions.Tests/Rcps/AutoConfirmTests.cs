using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Identities;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Rcps.Steps;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// The choice of the identity is the user's, unless the RCP says otherwise for what a qualified INS has found.
/// </summary>
[Collection(Worlds.Meetings)]
public sealed class AutoConfirmTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ByDefaultTheUserChoosesHoweverCertainTheCandidate()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), Known(KnownPatient.WithIns()));

        (await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice))!.ShouldSatisfyAllConditions(
            p => p.Candidates.ShouldBe(1),
            p => p.Choice.ShouldBeNull()
        );
    }

    [Fact]
    public async Task WhereTheRcpSaysSoOneCertainCandidateByQualifiedInsIsConfirmedTracedAndPrepared()
    {
        var patient = Known(KnownPatient.WithIns());
        var rcp = await AnnounceAsync(patient);

        var confirmed = (await world.IdentityBecomes(rcp, 1, IdentityState.Confirmed))!;

        confirmed.Choice!.ShouldSatisfyAllConditions(
            c => c.Automatic.ShouldBeTrue(),
            c => c.PatientIds.ShouldBe([patient.Id]),
            c => c.Evidence.ShouldNotBeEmpty()
        );
        (await world.TraceOf(patient, TraceAction.CandidateChosen)).Detail["automatic"].ShouldBe("qualifiedIns");
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);
    }

    [Theory]
    [InlineData("provisoire")]
    [InlineData("validee")]
    public async Task AnInsThatIsNotQualifiedConfirmsNothing(string status)
    {
        var rcp = await AnnounceAsync(Known(KnownPatient.WithIns() with { InsStatus = status }));

        (await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice))!.Choice.ShouldBeNull();
    }

    [Fact]
    public async Task TheRecordsOfSeveralSitesUnderTheInsAreAllConfirmedAndEachIsTraced()
    {
        var patient = Known(KnownPatient.WithIns());
        var elsewhere = Known(patient with { Id = patient.Id + "-b", Ipp = "7" + patient.Ipp, Studies = [] });
        var rcp = await AnnounceAsync(patient);

        var confirmed = (await world.IdentityBecomes(rcp, 1, IdentityState.Confirmed))!;

        confirmed.Choice!.ShouldSatisfyAllConditions(
            c => c.Automatic.ShouldBeTrue(),
            c => c.PatientIds.ShouldBe([patient.Id, elsewhere.Id], ignoreOrder: true),
            c => c.Evidence.Count.ShouldBe(2)
        );
        foreach (var record in new[] { patient, elsewhere })
        {
            await world.TraceOf(record, TraceAction.CandidateChosen);
        }
    }

    [Fact]
    public async Task AnotherPersonUnderTheSameInsLeavesAllToTheUser()
    {
        var patient = Known(KnownPatient.WithIns());
        Known(
            patient with
            {
                Id = patient.Id + "-b",
                Ipp = "7" + patient.Ipp,
                BirthName = "Wolkenstein",
                Sex = "male",
            }
        );
        var rcp = await AnnounceAsync(patient);

        (await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice))!.ShouldSatisfyAllConditions(
            p => p.Candidates.ShouldBe(2),
            p => p.Choice.ShouldBeNull()
        );
    }

    [Fact]
    public async Task OtherTraitsUnderTheInsAreForTheUserToJudge()
    {
        var patient = KnownPatient.WithIns();
        world.Krypton.Add((patient with { BirthName = "Wolkenstein", GivenName = "Gerda" }).Resources());
        var rcp = await AnnounceAsync(patient);

        (await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice))!.Choice.ShouldBeNull();
    }

    [Fact]
    public async Task AChoiceWhoseTraceCouldNotBeWrittenIsTracedByTheRepeatAndItsSearchCountedOnce()
    {
        var patient = Known(KnownPatient.WithIns());
        var rcp = world.NewRcp(patient);
        await world.SaveUnheard(rcp, 1, AutoConfirm.QualifiedIns, world.Now.AddDays(3));
        // The trace of the search is written, the next one is not.
        var failing = new TableClientOptions();
        failing.AddPolicy(new FailsAfterTransactions(1), HttpPipelinePosition.PerCall);
        var account = new TableServiceClient(await storage.ConnectionString(), failing);
        await world.Use(
            (IServiceProvider services) =>
            {
                var tables = ActivatorUtilities.CreateInstance<TraceTable>(services, account);
                var appender = ActivatorUtilities.CreateInstance<TraceAppender>(services, tables);
                var end = ActivatorUtilities.CreateInstance<EndSearch>(
                    services,
                    ActivatorUtilities.CreateInstance<TraceWriter>(services, appender)
                );
                return Should.ThrowAsync<TraceUnavailableException>(
                    SearchAsync(rcp, ActivatorUtilities.CreateInstance<SearchPreFiche>(services, end))
                );
            }
        );
        (await world.PreFiche(rcp.Id, "PF-1"))!.Choice!.Automatic.ShouldBeTrue();
        (await world.TracesAsync(patient)).ShouldBeEmpty();

        (await world.Use((SearchPreFiche search) => search.RankAsync(rcp.Id, "PF-1", Cancellation))).ShouldBeEmpty();

        (await world.TracesAsync(patient)).ShouldHaveSingleItem().Action.ShouldBe(TraceAction.CandidateChosen);
        (await world.PreFiche(rcp.Id, "PF-1"))!.Searches.ShouldBe(1);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private KnownPatient Known(KnownPatient patient)
    {
        world.Krypton.Add(patient.Resources());
        return patient;
    }

    /// <summary>The search of the first pré-fiche, step by step as its orchestration does it.</summary>
    private static async Task SearchAsync(GivenRcp rcp, SearchPreFiche search)
    {
        for (
            var wave = await search.BeginAsync(rcp.Id, "PF-1", Cancellation);
            wave.Count > 0;
            wave = await search.RankAsync(rcp.Id, "PF-1", Cancellation)
        )
        {
            await search.SendAsync(rcp.Id, "PF-1", Cancellation);
        }
    }

    private async Task<GivenRcp> AnnounceAsync(KnownPatient patient)
    {
        var rcp = world.NewRcp(patient);
        await rcp.Save(
            world.Now.AddDays(3),
            1,
            [new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order }],
            AutoConfirm.QualifiedIns
        );
        return rcp;
    }

    /// <summary>A storage that takes so many transactions and then no more.</summary>
    private sealed class FailsAfterTransactions(int taken) : HttpPipelineSynchronousPolicy
    {
        private int seen;

        public override void OnSendingRequest(HttpMessage message)
        {
            if (
                message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal)
                && Interlocked.Increment(ref seen) > taken
            )
            {
                throw new RequestFailedException(503, "The storage is busy.");
            }
        }
    }
}

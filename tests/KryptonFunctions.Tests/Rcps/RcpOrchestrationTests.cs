using KryptonFunctions.Access;
using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using KryptonMock.Faults;
using KryptonMock.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>The meeting's own orchestration and those that it starts.</summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class RcpOrchestrationTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStudyThatTwoPreFichesWantIsOrderedOnceAndTakenBackWithTheLastOfThem()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var patient = world.GivenPatient();
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), patient, patient);
        await meeting.PrepareAsync(1);
        await meeting.PrepareAsync(2);
        await meeting.UntilRepatriationAsync(meeting.Uid, way => way.TaskId is not null);
        (await world.Study(meeting.Id, meeting.Uid))!.WantedBy.Count.ShouldBe(2);

        await meeting.DetachAsync(1, meeting.Uid);
        await world.SettleAsync();
        (await meeting.OrderStatusesAsync()).ShouldHaveSingleItem().ShouldNotBe("cancelled");

        await meeting.DetachAsync(2, meeting.Uid);
        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Cancelled);
        (await meeting.OrderStatusesAsync()).ShouldBe(["cancelled"]);
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
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), patients);
        var most = 0;

        await world.Until(
            () => PreFichesAsync(meeting),
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
    public async Task ItsStatusHoldsTheCountsAndItEndsADayAfterTheMeeting()
    {
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddHours(3), world.GivenPatient());
        await meeting.PrepareAsync(1);
        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed);

        var shown = await world.Until(
            () => InstanceAsync(meeting),
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
            () => InstanceAsync(meeting),
            found => found.IsCompleted,
            TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(30)
        );
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (world.Now - meeting.StartsAt).ShouldBeInRange(TimeSpan.FromHours(24), TimeSpan.FromHours(25));
        (await RunningAsync(meeting)).ShouldBeEmpty("its pré-fiches and studies have ended before it");
    }

    /// <summary>The meeting is told of the first; the others it counts with it.</summary>
    [Fact]
    public async Task ItsStatusCountsAllThatSettledAtTheSameTime()
    {
        var patient = world.GivenPatient(new KnownStudy(), new KnownStudy(), new KnownStudy());
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddHours(30), patient);
        await meeting.PrepareAsync(1);
        foreach (var study in patient.Studies)
        {
            await meeting.BecomesAsync(study.Uid, RepatriationState.Completed);
        }

        await world.Until(
            () => InstanceAsync(meeting),
            found => found.ReadCustomStatusAs<BoardCounts>() is { Online: 3 },
            TimeSpan.FromSeconds(2),
            TimeSpan.FromSeconds(10)
        );
    }

    [Fact]
    public async Task AStudyIsStartedOnceHoweverOftenItIsAttached()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), world.GivenPatient());
        await meeting.PrepareAsync(1);
        await meeting.UntilRepatriationAsync(meeting.Uid, way => way.TaskId is not null);
        var before = await StartsAsync(meeting);

        await world.Instances.StartStudyAsync(
            world.Host.DurableClient,
            new StudyReference(meeting.Id, meeting.Uid),
            Events.AttachmentChanged,
            Cancellation
        );

        await world.SettleAsync();
        (await StartsAsync(meeting)).ShouldBe(before);
        (await meeting.OrderStatusesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TheRepairStartsNothingWhereNothingIsMissing()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), world.GivenPatient());
        await meeting.PrepareAsync(1);
        await meeting.UntilRepatriationAsync(meeting.Uid, way => way.TaskId is not null);
        var before = await StartsAsync(meeting);

        await RepairAsync();

        await world.SettleAsync();
        (await StartsAsync(meeting)).ShouldBe(before);
        (await meeting.OrderStatusesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TheRepairStartsNothingForAMeetingThatIsCancelledOrOver()
    {
        var cancelled = await Meeting.AnnounceAsync(world, world.Now.AddHours(1), world.GivenPatient());
        var over = await Meeting.AnnounceAsync(world, world.Now.AddHours(1), world.GivenPatient());
        await cancelled.CancelAsync();
        await world.Until(
            () => RunningAsync(over),
            running => running.Count == 0,
            TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(30)
        );
        (await RunningAsync(cancelled)).ShouldBeEmpty();

        await RepairAsync();

        await world.SettleAsync();
        (await RunningAsync(cancelled)).ShouldBeEmpty();
        (await RunningAsync(over)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheChoiceIsKeptWithWhoMadeItAndItsEvidence()
    {
        var patient = world.GivenPatient();
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), patient);
        await meeting.IdentityBecomesAsync(1, IdentityState.AwaitingChoice);

        await meeting.ChooseAsync(1);

        var choice = (await world.PreFiche(meeting.Id, "PF-1"))!.Choice!;
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
        var (one, other) = (world.GivenPatient(), world.GivenPatient());
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddDays(3), one);
        (await meeting.TryChooseAsync(1, one, other)).ShouldBeOfType<Outcome<PreFiche>.Ok>();
        await meeting.AttachAsync(1, other.Studies[0].Uid);

        (
            await world.Use(
                (ListPreFicheStudies list) => list.ListAsync(PrefetchWorld.Carer, meeting.Id, "PF-1", Cancellation)
            )
        ).ShouldBeOfType<Outcome<PreFicheStudies>.Ok>();

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

    [Fact]
    public async Task TheRulesLookAgainTheDayBefore()
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" });
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddHours(26), patient);
        await meeting.SaveAsync(
            meeting.StartsAt,
            1,
            [new PrefetchRule { Modalities = ["MR"], Action = RuleAction.Order }]
        );
        await meeting.ChooseAsync(1);
        await world.Until(
            () => world.PreFiche(meeting.Id, "PF-1"),
            p => p!.ListedAt is not null,
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(5)
        );
        var late = new KnownStudy { Modality = "MR" };

        world.Krypton.Add((patient with { Studies = [late] }).Resources());

        (await meeting.BecomesAsync(late.Uid, RepatriationState.Completed)).Orders.ShouldBe(1);
        (meeting.StartsAt - world.Now).ShouldBeInRange(TimeSpan.FromHours(23.5), TimeSpan.FromHours(24));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(12)]
    public async Task ChangedRulesLookAtOnceHoweverNearTheMeeting(int hours)
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" });
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddHours(hours), patient);
        await meeting.SaveAsync(
            meeting.StartsAt,
            1,
            [new PrefetchRule { Modalities = ["MR"], Action = RuleAction.Order }]
        );
        await meeting.ChooseAsync(1);
        await world.Until(
            () => world.PreFiche(meeting.Id, "PF-1"),
            p => p!.ListedAt is not null,
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(5)
        );

        await meeting.SaveAsync(
            meeting.StartsAt,
            1,
            [new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order }]
        );

        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed);
        (meeting.StartsAt - world.Now).ShouldBeGreaterThan(TimeSpan.FromHours(hours - 1));
    }

    [Fact]
    public async Task WhatTheUserDetachedNoRuleOrdersAgainUntilTheUserAttachesIt()
    {
        var patient = world.GivenPatient(new KnownStudy { Modality = "CT" });
        var meeting = await Meeting.AnnounceAsync(world, world.Now.AddHours(60), patient);
        await meeting.SaveAsync(
            meeting.StartsAt,
            1,
            [new PrefetchRule { Modalities = ["CT"], Action = RuleAction.Order }]
        );
        await meeting.ChooseAsync(1);
        await meeting.BecomesAsync(meeting.Uid, RepatriationState.Completed);

        await meeting.DetachAsync(1, meeting.Uid);
        await world.Until(
            () => world.PreFiche(meeting.Id, "PF-1"),
            p => p!.ListedAt > meeting.StartsAt.AddHours(-24),
            TimeSpan.FromMinutes(10),
            TimeSpan.FromHours(50)
        );
        await world.SettleAsync();

        (await meeting.BoardAsync()).ShouldSatisfyAllConditions(
            b => b.Prefiches[0].Studies.ShouldBeEmpty(),
            b => b.Counts.Studies.ShouldBe(0)
        );
        var listed = await world.Use(
            (ListPreFicheStudies list) => list.ListAsync(PrefetchWorld.Carer, meeting.Id, "PF-1", Cancellation)
        );
        listed
            .ShouldBeOfType<Outcome<PreFicheStudies>.Ok>()
            .Value.ShouldSatisfyAllConditions(s => s.Attached.ShouldBeEmpty(), s => s.Proposed.ShouldBeEmpty());
        (await meeting.OrdersAsync()).Count.ShouldBe(1);

        await meeting.AttachAsync(1, meeting.Uid);
        (await meeting.BoardAsync()).Prefiches[0].Studies.ShouldHaveSingleItem().Origin.ShouldBe(StudyOrigin.User);
        await meeting.DetachAsync(1, meeting.Uid);

        await world.Until(
            () => Task.FromResult(world.Now),
            now => now > meeting.StartsAt.AddDays(31),
            TimeSpan.FromHours(7),
            TimeSpan.FromDays(40)
        );
        await world.RunTimerAsync((upkeep, client) => upkeep.PurgePrefetch(new TimerInfo(), client, Cancellation));
        (await world.Use((StudyStore studies) => studies.AttachedAsync(meeting.Id, Cancellation))).ShouldBeEmpty(
            "the mark is gone with the meeting"
        );
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task RestartAsync(Dictionary<string, string?> settings)
    {
        await world.DisposeAsync();
        world = await PrefetchWorld.StartAsync(storage, new WorldSettings { More = settings });
    }

    private Task RepairAsync() =>
        world.RunTimerAsync((upkeep, client) => upkeep.RepairPrefetch(new TimerInfo(), client, Cancellation));

    private async Task<OrchestrationMetadata> InstanceAsync(Meeting meeting) =>
        (
            await world.Host.DurableClient.GetInstanceAsync(
                InstanceIds.Rcp(meeting.Id),
                getInputsAndOutputs: true,
                Cancellation
            )
        )!;

    private Task<IReadOnlySet<string>> RunningAsync(Meeting meeting) =>
        world.Instances.RunningAsync(world.Host.DurableClient, InstanceIds.Rcp(meeting.Id), Cancellation);

    /// <summary>The meeting's instances and when each was started.</summary>
    private async Task<IReadOnlyList<(string Id, DateTimeOffset StartedAt)>> StartsAsync(Meeting meeting)
    {
        var found = new List<(string, DateTimeOffset)>();
        await foreach (
            var instance in world
                .Host.DurableClient.GetAllInstancesAsync(
                    new OrchestrationQuery(InstanceIdPrefix: InstanceIds.Rcp(meeting.Id))
                )
                .WithCancellation(Cancellation)
        )
        {
            found.Add((instance.InstanceId, instance.CreatedAt));
        }

        return found;
    }

    private Task<IReadOnlyList<PreFiche>> PreFichesAsync(Meeting meeting) =>
        world.Use((RcpStore rcps) => rcps.PreFichesAsync(meeting.Id, Cancellation));
}

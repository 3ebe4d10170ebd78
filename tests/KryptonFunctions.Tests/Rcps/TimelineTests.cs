using System.Net;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>The one list of what Krypton and the pré-fiche have of a patient.</summary>
[Collection(Worlds.Accesses)]
public sealed class TimelineTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task TheStudiesOfAllRecordsAreOneListEachOnceWithItsSourcesAndWhatIsAttached()
    {
        var (rcp, one, other) = await OnePerson();
        await rcp.Attach(1, one.Studies[0].Uid);
        await world.Becomes(rcp, one.Studies[0].Uid, RepatriationState.Completed);

        var timeline = await rcp.Timeline();

        timeline
            .Studies.Select(s => s.Study.StudyUid)
            .ShouldBe([other.Studies[0].Uid, one.Studies[0].Uid, other.Studies[1].Uid]);
        timeline.Studies.Select(s => s.Sources.Count).ShouldBe([1, 2, 1]);
        timeline
            .Studies[1]
            .ShouldSatisfyAllConditions(
                s => s.Sources.Select(source => source.PatientId).Distinct().Count().ShouldBe(2),
                s => s.Attached!.State.ShouldBe(RepatriationState.Completed),
                s => (s.Proposed, s.FromKrypton).ShouldBe((false, true))
            );
        timeline.Studies.Count(s => s.Attached is not null).ShouldBe(1);
        (timeline.Identity, timeline.Complete, timeline.NextCursor).ShouldBe((IdentityState.Confirmed, true, null));
        (timeline.Missing.Count, timeline.Withheld.Count).ShouldBe((0, 0));
        (await LastListed(one)).ShouldBe([one.Studies[0].Uid]);
        (await LastListed(other)).ShouldBe(
            [one.Studies[0].Uid, .. other.Studies.Select(s => s.Uid)],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task PagesFollowOneAnotherWithoutGapOrDoubleAndFiltersNarrowThem()
    {
        var (rcp, _, other) = await OnePerson();
        var whole = (await rcp.Timeline()).Studies.Select(s => s.Study.StudyUid).ToList();

        var paged = new List<string>();
        var cursor = "";
        do
        {
            var page = await rcp.Timeline($"limit=1{cursor}");
            paged.AddRange(page.Studies.Select(s => s.Study.StudyUid));
            (page.NotConnected is null).ShouldBe(cursor.Length > 0);
            cursor = page.NextCursor is { } next ? $"&cursor={next}" : null;
        } while (cursor is not null);

        paged.ShouldBe(whole);
        (await rcp.Timeline("modality=MR"))
            .Studies.ShouldHaveSingleItem()
            .Study.StudyUid.ShouldBe(other.Studies[1].Uid);
        (await rcp.Timeline("from=2026-05-03")).Studies.ShouldHaveSingleItem();
        foreach (
            var wrong in new[] { "limit=0", "cursor=x", "department=3", "from=2026-05-02&to=2026-05-01", "form=1" }
        )
        {
            (await rcp.TryTimeline(wrong)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");
        }
    }

    [Fact]
    public async Task WhereKryptonDoesNotAnswerForARecordTheRestIsGivenAndItIsSaid()
    {
        var (rcp, one, other) = await OnePerson();
        await rcp.Attach(1, other.Studies[1].Uid);
        await world.Becomes(rcp, other.Studies[1].Uid, RepatriationState.Completed);
        Breaks(other);

        var timeline = await rcp.Timeline();

        timeline
            .Studies.Select(s => (s.Study.StudyUid, s.FromKrypton))
            .ShouldBe([(one.Studies[0].Uid, true), (other.Studies[1].Uid, false)]);
        timeline.Studies[1].Attached!.State.ShouldBe(RepatriationState.Completed);
        timeline.Studies[1].Study.Viewable.ShouldBeTrue();
        timeline.Complete.ShouldBeFalse();
        timeline
            .Missing.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                m => m.ReasonCode.ShouldBe("krypton-unavailable"),
                m => m.Reason.ShouldStartWith("Krypton ne répond pas"),
                m => m.Structures.Select(s => s.Finess).ShouldContain("330781196")
            );
        (await rcp.Timeline("modality=CT")).Studies.ShouldHaveSingleItem().Study.StudyUid.ShouldBe(one.Studies[0].Uid);

        Breaks(one, other);
        (await rcp.Timeline()).Studies.ShouldHaveSingleItem().FromKrypton.ShouldBeFalse();
        (await rcp.TryTimeline("modality=CT")).ShouldBeProblem(
            HttpStatusCode.ServiceUnavailable,
            "krypton-unavailable"
        );
    }

    [Fact]
    public async Task AnAttachedStudyThatKryptonListsForThePatientNoMoreIsWithheldAndTheReasonSaid()
    {
        var (rcp, one, _) = await OnePerson();
        await rcp.Attach(1, one.Studies[0].Uid);
        world.Krypton.Add(new KnownPatient { Studies = one.Studies }.Resources());

        var timeline = await rcp.Timeline();

        timeline.Studies.ShouldNotContain(s => s.Study.StudyUid == one.Studies[0].Uid);
        timeline
            .Withheld.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                w => w.StudyUid.ShouldBe(one.Studies[0].Uid),
                w => w.ReasonCode.ShouldBe("noLongerListed")
            );
    }

    [Fact]
    public async Task FromTheMomentThePatientIsCorrectedNothingOfTheEarlierOneIsOnTheTimeline()
    {
        var (rcp, one, _) = await OnePerson();
        await rcp.Attach(1, one.Studies[0].Uid);
        await rcp.Correct(world.GivenPatient());

        var timeline = await rcp.Timeline();

        (timeline.Studies.Count, timeline.Complete).ShouldBe((0, false));
        timeline.Withheld.ShouldHaveSingleItem().ReasonCode.ShouldBe("studyIdentityConflict");
    }

    [Fact]
    public async Task ACorrectionWhileKryptonIsAskedRefusesTheList()
    {
        var (rcp, _, other) = await OnePerson();
        var stranger = world.GivenPatient();
        var corrected = false;
        world.BeforeCall = async request =>
        {
            if (!corrected && request.RequestUri!.AbsolutePath.Contains(other.Id, StringComparison.Ordinal))
            {
                corrected = true;
                await rcp.Correct(stranger);
            }
        };

        (await rcp.TryTimeline()).ShouldBeProblem(HttpStatusCode.Conflict, "patient-corrected");
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>Two records of one person; the second bears the number of the first too, and has CT and MR.</summary>
    private async Task<(GivenRcp Rcp, KnownPatient One, KnownPatient Other)> OnePerson()
    {
        var one = world.GivenPatient();
        var other = one.Elsewhere(
            new KnownStudy { Started = "2026-05-03T08:00:00+02:00" },
            new KnownStudy { Started = "2026-01-10T08:00:00+01:00", Modality = "MR" }
        ) with
        {
            Finess = "330990078",
            AlsoNumberedAs = one,
        };
        world.Krypton.Add(other.Resources());
        var rcp = await world.GivenRcp(world.Now.AddDays(3), one);
        (await rcp.TryChoose(1, await world.HandleOf(rcp, one), await world.HandleOf(rcp, other))).ShouldBe(
            HttpStatusCode.OK
        );
        return (rcp, one, other);
    }

    private void Breaks(params KnownPatient[] records) =>
        world.BeforeCall = request =>
            records.Any(record => request.RequestUri!.AbsolutePath.Contains(record.Id, StringComparison.Ordinal))
                ? throw new HttpRequestException("The connection broke.")
                : Task.CompletedTask;

    private async Task<IReadOnlyList<string>> LastListed(KnownPatient record) =>
        (await world.TracesAsync(record)).First(trace => trace.Action == TraceAction.StudiesListed).StudyUids;
}

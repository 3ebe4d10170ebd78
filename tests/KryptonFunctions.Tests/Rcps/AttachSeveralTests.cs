using System.Net;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>Several studies in one call, and what the meeting says of itself.</summary>
[Collection(Worlds.Meetings)]
public sealed class AttachSeveralTests(PrefetchStorage storage) : IAsyncLifetime
{
    private static readonly KnownStudy Newest = new() { Started = "2026-06-01T08:00:00+02:00" };

    private PrefetchWorld world = null!;

    [Fact]
    public async Task EachIsAnsweredByItselfAndTheGoodOnesAreOrdered()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient(new(), new()));
        await rcp.Choose(1);
        string[] uids =
        [
            rcp.Patients[0].Studies[0].Uid,
            world.GivenPatient().Studies[0].Uid,
            "no uid",
            rcp.Patients[0].Studies[1].Uid,
        ];

        var answer = (await rcp.TryAttachAll(new { studyUids = uids })).ShouldBe(HttpStatusCode.MultiStatus);

        var studies = answer.Json["studies"]!.AsArray();
        studies.Select(s => (string)s!["studyUid"]!).ShouldBe(uids);
        studies.Select(s => (int)s!["status"]!).ShouldBe([202, 404, 400, 202]);
        ((string)studies[1]!["problem"]!["type"]!).ShouldEndWith("unknown-study");
        ((int)answer.Json["attached"]!, (int)answer.Json["refused"]!).ShouldBe((2, 2));
        foreach (var study in rcp.Patients[0].Studies)
        {
            await world.Becomes(rcp, study.Uid, RepatriationState.Completed);
        }

        (await rcp.TryAttachAll(new { studyUids = new[] { uids[0], uids[3] } })).ShouldBe(HttpStatusCode.Accepted);
        (await world.Orders(rcp)).Count.ShouldBe(2);
        (await world.TracesAsync(rcp.Patients[0])).Count(t => t.Action == TraceAction.Attached).ShouldBe(4);
    }

    [Fact]
    public async Task TheLatestOfEachModalityIsThatOfAllRecordsAndReportsAreNone()
    {
        var one = world.GivenPatient(new(), new() { Modality = "MR" }, new() { Modality = "SR" });
        var other = world.GivenRecordElsewhere(
            one,
            Newest,
            new() { Modality = "PT", Started = "2020-01-01T08:00:00Z" }
        );
        var rcp = await world.GivenRcp(world.Now.AddDays(3), one);
        (await rcp.TryAttachAll(new { latestOfEachModality = true })).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "identity-not-chosen"
        );
        (await rcp.TryChoose(1, await world.HandleOf(rcp, one), await world.HandleOf(rcp, other))).ShouldBe(
            HttpStatusCode.OK
        );

        var answer = (await rcp.TryAttachAll(new { latestOfEachModality = true })).ShouldBe(HttpStatusCode.Accepted);

        answer.Json["studies"]!
            .AsArray()
            .Select(s => (string)s!["studyUid"]!)
            .ShouldBe([Newest.Uid, one.Studies[1].Uid, other.Studies[1].Uid]);
    }

    [Fact]
    public async Task AWishThatNamesNothingOrTooMuchIsRefused()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        object[] wishes =
        [
            new { },
            new { studyUids = Array.Empty<string>() },
            new { latestOfEachModality = false },
            new { studyUids = new[] { "1.2", "1.2" } },
            new { studyUids = new string?[] { null } },
            new { studyUids = new[] { "1.2" }, latestOfEachModality = true },
            new { studyUids = Enumerable.Range(1, 51).Select(i => $"1.2.{i}") },
        ];
        foreach (var wish in wishes)
        {
            (await rcp.TryAttachAll(wish)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");
        }
    }

    [Fact]
    public async Task TheBoardGivesBackTheRulesAndTheOrdersHaveThePriorityOfTheMeeting()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        var body = rcp.Body(
            rcp.StartsAt,
            rules: [new PrefetchRule { Modalities = ["MR"], MaxAgeYears = 7 }],
            autoConfirm: AutoConfirm.QualifiedIns
        );
        body["priority"] = "stat";
        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.Accepted);
        await rcp.Prepare(1);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);

        var board = await rcp.Board();

        (board.Priority, board.AutoConfirm).ShouldBe((OrderPriority.Stat, AutoConfirm.QualifiedIns));
        board
            .Rules.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(rule => rule.Modalities.ShouldBe(["MR"]), rule => rule.MaxAgeYears.ShouldBe(7));
        ((string?)(await world.Orders(rcp)).ShouldHaveSingleItem()["priority"]).ShouldBe("stat");
        body["priority"] = "now";
        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ABoardThatIsStillTheSameIsTracedHereAndIsNoAccessToKrypton()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        var read = (await rcp.Carer.Get($"rcps/{rcp.Id}")).ShouldBe(HttpStatusCode.OK);

        for (var poll = 0; poll < 3; poll++)
        {
            (await rcp.Carer.Get($"rcps/{rcp.Id}", ifNoneMatch: read.Headers.ETag!.Tag)).ShouldBe(
                HttpStatusCode.NotModified
            );
        }

        (await rcp.Carer.Get("rcps")).ShouldBe(HttpStatusCode.OK);
        await rcp.Board();
        var told = await Eventually.Becomes(
            () => AuditEvents(rcp),
            events => events.Count(e => e.Contains("rcpRead", StringComparison.Ordinal)) == 2,
            "Krypton to be told of the two boards that were given"
        );
        told.ShouldNotContain(e => e.Contains("rcpUnchanged") || e.Contains("rcpsListed"));
        var traces = await world.TracesAsync(patientId: null);
        var actions = traces.Where(t => t.RcpId == rcp.Id).Select(t => t.Action).ToList();
        actions.Count(action => action == TraceAction.RcpUnchanged).ShouldBe(3);
        actions.Count(action => action == TraceAction.RcpRead).ShouldBe(2);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>The bodies that Krypton got about the meeting.</summary>
    private async Task<IReadOnlyList<string>> AuditEvents(GivenRcp rcp) =>
        [
            .. from request in await world.Admin.Requests()
            where ((string)request!["path"]!).EndsWith("/AuditEvent", StringComparison.Ordinal)
            let body = (string)request["body"]!
            where body.Contains(rcp.Id, StringComparison.Ordinal)
            select body,
        ];
}

using System.Net;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>A person asks who saw their records: an auditor finds it, also what was shown and not chosen.</summary>
public sealed class WhoSawMeTests(LocalKrypton local)
{
    private const string InsOid = "1.2.250.1.213.1.4.8";

    [Fact]
    public async Task ASearchThatOnlyShowedARecordIsFoundByKryptonsId()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        await rcp.Find(patient);
        var auditor = await local.GivenAuditor();

        var seen = await Until(auditor, new { kryptonId = patient.Id }, "searched");

        seen.Json["traces"]!
            .AsArray()
            .Where(trace => (string)trace!["action"]! == "searched")
            .ShouldAllBe(trace => (string)trace!["rcpId"]! == rcp.Id);
        Named(seen, "searched").ShouldNotBeEmpty();
        seen.Text.ShouldNotContain(patient.Id);
    }

    [Fact]
    public async Task CandidatesOfThePrefetchThatWereShownAreFoundToo()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        await Eventually.Becomes(() => rcp.Candidates(1), found => found.Count == 1, "the candidate");

        await Until(await local.GivenAuditor(), new { kryptonId = patient.Id }, "candidatesRead");
    }

    [Fact]
    public async Task EveryRecordOfAPersonIsFoundByTheIns()
    {
        var here = KnownPatient.WithIns();
        var there = here.Elsewhere();
        await local.Krypton.Knows(here, there);
        var rcp = await local.GivenRcp(here);
        await rcp.Choose(1);
        (await rcp.TryChoose(1, [.. await rcp.FindAll(here)])).ShouldBe(HttpStatusCode.OK);
        var auditor = await local.GivenAuditor();

        // What concerns the person is there at once, what showed them beside others once the index knows it.
        var seen = await Eventually.Becomes(
            () => auditor.Post("traces/searches", new { ins = new { value = here.Ins, oid = InsOid } }),
            answer => Named(answer.ShouldBe(HttpStatusCode.OK), "searched").Count >= 2,
            "searches that showed both records"
        );

        seen.Json["traces"]!.AsArray().ShouldContain(trace => (string)trace!["action"]! == "candidateChosen");
        seen.Text.ShouldNotContain(here.Ins!);

        // The auditor's own search is an access like any other.
        await Until(auditor, new { kryptonId = there.Id }, "tracesRead");
    }

    [Fact]
    public async Task AnInsThatNobodyHasGivesNothingAndIsTraced()
    {
        var auditor = await local.GivenAuditor();

        var seen = (
            await auditor.Post(
                "traces/searches",
                new { ins = new { value = KnownPatient.WithIns().Ins, oid = InsOid } }
            )
        ).ShouldBe(HttpStatusCode.OK);

        seen.Json["traces"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task PagesOfSeveralRecordsAreOneList()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        for (var search = 0; search < 5; search++)
        {
            await rcp.Find(patient);
        }

        var auditor = await local.GivenAuditor();
        await Eventually.Becomes(
            async () =>
                (await auditor.Post("traces/searches", new { kryptonId = patient.Id })).Json["traces"]!.AsArray(),
            traces => traces.Count(trace => (string)trace!["action"]! == "searched") >= 5,
            "five searches"
        );
        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = (
                await auditor.Post(
                    "traces/searches",
                    new
                    {
                        kryptonId = patient.Id,
                        limit = 2,
                        cursor,
                    }
                )
            ).ShouldBe(HttpStatusCode.OK);
            ids.AddRange(
                page.Json["traces"]!
                    .AsArray()
                    .Where(trace => (string)trace!["action"]! == "searched")
                    .Select(trace => (string)trace!["id"]!)
            );
            cursor = (string?)page.Json["nextCursor"];
        } while (cursor is not null);

        ids.Distinct().Count().ShouldBe(ids.Count);
        ids.Count.ShouldBeGreaterThanOrEqualTo(5);
        ids.ShouldBe(ids.OrderDescending());
    }

    public static TheoryData<object> Questions =>
        [
            new { },
            new { kryptonId = "" },
            new { kryptonId = "kp/1" },
            new { kryptonId = new string('a', 65) },
            new { kryptonId = "kp-1", ins = new { value = "1", oid = InsOid } },
            new { ins = new { value = "123", oid = InsOid } },
            new { ins = new { value = "180017512345699", oid = InsOid } },
            new { kryptonId = "kp-1", limit = 0 },
            new { kryptonId = "kp-1", limit = 201 },
            new { kryptonId = "kp-1", cursor = "invented" },
            new { kryptonId = "kp-1", from = "2020-01-01T00:00:00Z" },
            new
            {
                kryptonId = "kp-1",
                from = "0001-01-01T00:00:00Z",
                to = "0001-01-02T00:00:00Z",
            },
            new { kryptonId = "kp-1", patient = "x" },
        ];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task AQuestionThatMakesNoSenseIsRefused(object question) =>
        (await (await local.GivenAuditor()).Post("traces/searches", question)).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task OnlyAuditorsMayAsk() =>
        (await (await local.GivenNetworkAdmin()).Post("traces/searches", new { kryptonId = "kp-1" })).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "role"
        );

    [Fact]
    public async Task SomebodyOfAnAgencySignsInWithoutAnRppsAndAudits() =>
        (
            await (await local.GivenAgent("auditor", "HCOMPL")).Post("traces/searches", new { kryptonId = "kp-none" })
        ).ShouldBe(HttpStatusCode.OK);

    private static IReadOnlyList<string> Named(Answer seen, string action) =>
        [
            .. seen.Json["traces"]!
                .AsArray()
                .Where(trace => (string)trace!["action"]! == action)
                .SelectMany(trace => trace!["records"]!.AsArray())
                .Select(record => (string)record!)
                .Distinct(),
        ];

    private static Task<Answer> Until(DccCaller auditor, object question, string action) =>
        Eventually.Becomes(
            async () => (await auditor.Post("traces/searches", question)).ShouldBe(HttpStatusCode.OK),
            answer => answer.Json["traces"]!.AsArray().Any(trace => (string)trace!["action"]! == action),
            $"a trace {action}"
        );
}

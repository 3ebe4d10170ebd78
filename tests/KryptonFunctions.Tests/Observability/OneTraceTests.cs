using System.Diagnostics;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using Runner.Observe;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Observability;

/// <summary>
/// The DCC's call and all that follows of it are one trace, in the host, in the functions and at Krypton.
/// </summary>
public sealed class OneTraceTests(LocalKrypton local)
{
    /// <summary>From the DCC's call to the verified study, and the traces that it left; each a span.</summary>
    private static readonly string[] Steps =
    [
        "PUT PutPreFicheStudy",
        "function PutPreFicheStudy",
        "krypton Studies",
        "create_orchestration:StudyRepatriation",
        "activity:AdvanceRepatriation",
        "function AdvanceRepatriation",
        "krypton Orders",
        "krypton CentralStudies",
        "orchestration:StudyRepatriation",
        "process trace-index",
        "process trace-forward",
        "krypton AuditEvents",
    ];

    [Fact]
    public async Task AnAttachedStudyIsOneTraceFromTheCallToItsVerification()
    {
        Assert.SkipUnless(local.Observed is not null, "The functions run elsewhere and send their spans elsewhere.");
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        await rcp.Choose(1);

        var trace = await AttachAsTheDcc(rcp);
        await rcp.Becomes(rcp.Uid, RepatriationState.Completed);
        // The orchestration would look again until the meeting; a span is sent when it ends.
        await rcp.Cancel();

        var missing = await Eventually.Becomes(
            () => Task.FromResult(Steps.Except(SpansOf(trace).Select(span => span.Name)).ToList()),
            missing => missing.Count == 0,
            "every step to be a span of the trace"
        );
        missing.ShouldBeEmpty();
        TracesOfOrders(await local.Krypton.Requests(), rcp.Id).ShouldBe([trace]);
        SpansOf(trace).ShouldAllBe(span => span.ParentId.Length > 0);
    }

    /// <summary>Attaches as a DCC whose own traces go on in ours; gives the id of its trace.</summary>
    private static async Task<string> AttachAsTheDcc(GivenRcp rcp)
    {
        using var call = new Activity("attach").SetIdFormat(ActivityIdFormat.W3C);
        call.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        call.Start();
        await rcp.Attach(1, rcp.Uid);
        return call.TraceId.ToHexString();
    }

    private IEnumerable<ReceivedSpan> SpansOf(string trace) =>
        local.Observed!.Spans.Where(span => span.TraceId == trace);

    private static IEnumerable<string> TracesOfOrders(System.Text.Json.Nodes.JsonArray requests, string rcpId) =>
        from request in requests
        where
            (string)request["method"]! == "POST"
            && ((string)request["path"]!).EndsWith("/Task", StringComparison.Ordinal)
        where ((string)request["body"]!).Contains(rcpId, StringComparison.Ordinal)
        select ((string)request["headers"]!["traceparent"]!).Split('-')[1];
}

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
    /// <summary>From the DCC's call to the verified study; each a span of the DCC's trace.</summary>
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
    ];

    /// <summary>
    /// What becomes of the traces that it left. Where others share the message, its span may belong to the trace of one
    /// of them, and is linked with this one.
    /// </summary>
    private static readonly string[] SharedSteps =
    [
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
            () => Task.FromResult(Missing(trace)),
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

    private List<string> Missing(string trace) =>
        [
            .. Steps.Except(SpansOf(trace).Select(span => span.Name)),
            .. SharedSteps.Except(SpansOf(trace).Concat(SpansSharedWith(trace)).Select(span => span.Name)),
        ];

    private IEnumerable<ReceivedSpan> SpansOf(string trace) =>
        local.Observed!.Spans.Where(span => span.TraceId == trace);

    /// <summary>Those of messages that are linked with the trace, and what was done for them.</summary>
    private IEnumerable<ReceivedSpan> SpansSharedWith(string trace)
    {
        var messages = local.Observed!.Spans.Where(span => span.Links.Contains(trace)).Select(span => span.SpanId);
        var shared = messages.ToHashSet();
        return local.Observed.Spans.Where(span => shared.Contains(span.SpanId) || shared.Contains(span.ParentId));
    }

    private static IEnumerable<string> TracesOfOrders(System.Text.Json.Nodes.JsonArray requests, string rcpId) =>
        from request in requests
        where
            (string)request["method"]! == "POST"
            && ((string)request["path"]!).EndsWith("/Task", StringComparison.Ordinal)
        where ((string)request["body"]!).Contains(rcpId, StringComparison.Ordinal)
        select ((string)request["headers"]!["traceparent"]!).Split('-')[1];
}

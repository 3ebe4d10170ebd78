using KryptonFunctions.Access;

namespace KryptonFunctions.Traces.Contract;

/// <summary>
/// Answer of <c>GET /traces</c>: a page as an auditor gets it; <c>missing</c> of them are gone from the storage (0,
/// unless somebody tampered with it).
/// </summary>
public sealed record TracesAnswer(IReadOnlyList<TraceView> Traces, string? NextCursor, int Missing)
{
    public static TracesAnswer From(TracePage page, Caller auditor, PatientHandles handles) =>
        new([.. page.Traces.Select(t => TraceView.From(t, auditor, handles))], page.NextCursor, page.Missing);
}

/// <summary>One trace; the patient is named by a handle of the auditor's own.</summary>
public sealed record TraceView(
    string Id,
    DateTimeOffset At,
    TraceAction Action,
    TraceOutcome Outcome,
    TraceUser User,
    string? PatientId,
    string? RcpId,
    string? PreFicheId,
    IReadOnlyList<string> StudyUids,
    string? Reason,
    string? RequestId,
    IReadOnlyDictionary<string, string> Detail
)
{
    public static TraceView From(Trace trace, Caller auditor, PatientHandles handles)
    {
        var entry = trace.Entry;
        return new TraceView(
            trace.Id.Value,
            trace.At,
            entry.Action,
            entry.Outcome,
            entry.User,
            entry.Patient is { } patient ? handles.ProtectForAudit(auditor, patient) : null,
            entry.RcpId,
            entry.PreFicheId,
            entry.StudyUids,
            entry.Reason,
            entry.RequestId,
            entry.Detail
        );
    }
}

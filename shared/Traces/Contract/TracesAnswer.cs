using KryptonFunctions.Access;

namespace KryptonFunctions.Traces.Contract;

/// <summary>
/// Answer of <c>GET /traces</c>: a page as an auditor gets it; <c>missing</c> of them are gone from the storage (0,
/// unless somebody tampered with it).
/// </summary>
/// <param name="Traces">Newest first, at most as many as asked for.</param>
/// <param name="NextCursor">For the next page, or null on the last.</param>
/// <param name="Missing">Number of traces of this page that are gone from the storage: 0, unless somebody tampered
/// with it.</param>
public sealed record TracesAnswer(IReadOnlyList<TraceView> Traces, string? NextCursor, int Missing)
{
    public static TracesAnswer From(TracePage page, Caller auditor, PatientHandles handles) =>
        new([.. page.Traces.Select(t => TraceView.From(t, auditor, handles))], page.NextCursor, page.Missing);
}

/// <summary>One trace; the patient is named by a handle of the auditor's own.</summary>
/// <param name="Id">A ULID.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Action">What was done.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="User">Who did it.</param>
/// <param name="PatientId">A handle of the auditor's own for the patient, or null where none is concerned.</param>
/// <param name="RcpId">The DCC's id of the RCP, or null.</param>
/// <param name="PreFicheId">The DCC's id of the pré-fiche, or null.</param>
/// <param name="StudyUids">DICOM study instance UIDs, at most 100; may be empty.</param>
/// <param name="Records">Handles of the records that were shown, as by a search, at most 100; may be empty.</param>
/// <param name="Reason">The purpose of use, such as <c>TREAT</c>, or null.</param>
/// <param name="RequestId">The X-Request-Id of the call, or null for what the app did by itself.</param>
/// <param name="Detail">What else is known, by name; no traits of a patient.</param>
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
    IReadOnlyList<string> Records,
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
            [.. entry.Records.Select(record => handles.ProtectForAudit(auditor, record))],
            entry.Reason,
            entry.RequestId,
            entry.Detail
        );
    }
}

namespace Workbench.Dcc;

/// <summary>Answer of <c>GET /traces</c> and <c>POST /traces/searches</c>.</summary>
public sealed record TracesAnswer(IReadOnlyList<TraceView> Traces, int Missing, string? NextCursor = null);

/// <summary>A trace; the patient is named by a handle of the auditor's own.</summary>
public sealed record TraceView(
    string Id,
    DateTimeOffset At,
    string Action,
    string Outcome,
    TraceAuthor User,
    IReadOnlyList<string> StudyUids,
    IReadOnlyList<string> Records,
    IReadOnlyDictionary<string, string> Detail,
    string? PatientId = null,
    string? RcpId = null,
    string? PreFicheId = null,
    string? Reason = null,
    string? RequestId = null
);

/// <summary>Who did it.</summary>
public sealed record TraceAuthor(
    string? User = null,
    string? SubjectNameId = null,
    string? Role = null,
    string? Organization = null
);

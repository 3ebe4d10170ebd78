namespace Workbench.Dcc;

// What the workbench reads of the answers about meetings. Unknown members and unknown codes are passed over: the API
// may get more of them without a new version.

/// <summary>Answer of <c>GET /rcps</c>.</summary>
public sealed record RcpsAnswer(IReadOnlyList<RcpSummary> Rcps, string? NextCursor = null);

/// <summary>A meeting of the list.</summary>
public sealed record RcpSummary(
    string RcpId,
    DateTimeOffset StartsAt,
    string State,
    BoardCounts Counts,
    string? Priority = null
);

/// <summary>The counts of a meeting; a study is counted once.</summary>
public sealed record BoardCounts(
    int Prefiches,
    int AwaitingIdentity,
    int Studies,
    int Online,
    int InProgress,
    int Failed,
    int Late
);

/// <summary>Answer of <c>GET /rcps/{rcpId}</c>.</summary>
public sealed record Board(
    string RcpId,
    DateTimeOffset StartsAt,
    string State,
    BoardCounts Counts,
    IReadOnlyList<BoardPreFiche> Prefiches,
    string? Priority = null,
    IReadOnlyList<PrefetchRule>? Rules = null
);

/// <summary>A rule of the meeting.</summary>
public sealed record PrefetchRule(
    IReadOnlyList<string>? Modalities = null,
    int MaxAgeYears = 5,
    int PriorsPerModality = 3,
    IReadOnlyList<string>? Regions = null,
    string? Action = null
);

/// <summary>A pré-fiche on the board.</summary>
public sealed record BoardPreFiche(
    string PreFicheId,
    string Identity,
    int Candidates,
    IReadOnlyList<BoardStudy> Studies,
    string? ReasonCode = null,
    string? Reason = null
);

/// <summary>A study on the board.</summary>
public sealed record BoardStudy(
    string StudyUid,
    DateTimeOffset? StartedAt,
    IReadOnlyList<string> Modalities,
    string? Description,
    Establishment? Structure,
    string Origin,
    string State,
    double? Progress,
    int Instances,
    int? Expected,
    string? ReasonCode = null,
    string? Reason = null
);

/// <summary>An establishment, as far as it is known.</summary>
public sealed record Establishment(string? Finess, string? Name);

/// <summary>Answer of <c>PUT /rcps/{rcpId}</c>.</summary>
public sealed record SavedRcpAnswer(string RcpId, int Refused, IReadOnlyList<PreFicheResult> Prefiches);

/// <summary>What became of one pré-fiche.</summary>
public sealed record PreFicheResult(string? PreFicheId, string Result, ItemProblem? Problem = null);

/// <summary>Why one of several things was refused.</summary>
public sealed record ItemProblem(string Type, string Title, int Status, string Detail);

namespace Runner.Demo;

// What the DCC reads of the answers: the parts of docs/dcc-api that this client needs. Unknown members are passed over.

/// <summary>Answer of <c>POST /identity-searches</c>.</summary>
public sealed record SearchAnswer(string SearchId, bool Complete, IReadOnlyList<Candidate> Candidates);

/// <summary>A candidate, best first.</summary>
public sealed record Candidate(
    string PatientId,
    string Confidence,
    double Score,
    CandidateIdentity Identity,
    IReadOnlyList<string> FoundBy
);

/// <summary>The identity as the establishment wrote it.</summary>
public sealed record CandidateIdentity(
    string? BirthName,
    string? UsedName,
    IReadOnlyList<string>? GivenNames,
    string? BirthDate
);

/// <summary>Answer of <c>GET /patients/{id}/studies</c>.</summary>
public sealed record StudyList(IReadOnlyList<StudyItem> Studies, string? NextCursor);

/// <summary>A study of the list.</summary>
public sealed record StudyItem(
    string StudyUid,
    IReadOnlyList<string> Modalities,
    string? Description,
    string Availability,
    bool Viewable,
    bool Comparable
);

/// <summary>Answer of <c>POST /viewer-links</c>.</summary>
public sealed record ViewerLink(Uri Url, DateTimeOffset ExpiresAt);

/// <summary>Answer of <c>GET /rcps/{id}</c>.</summary>
public sealed record Board(string RcpId, string State, BoardCounts Counts, IReadOnlyList<BoardPreFiche> Prefiches);

/// <summary>The counts of a board.</summary>
public sealed record BoardCounts(
    int Prefiches,
    int AwaitingIdentity,
    int Studies,
    int Online,
    int InProgress,
    int Failed,
    int Late
);

/// <summary>A pré-fiche on the board.</summary>
public sealed record BoardPreFiche(string PreFicheId, string Identity, IReadOnlyList<BoardStudy> Studies);

/// <summary>A study on the board.</summary>
public sealed record BoardStudy(string StudyUid, string State, double? Progress, string? Reason)
{
    /// <summary>On the central server, whether it was brought there or lay there already.</summary>
    public bool Online => State is "completed" or "completedUnverified" or "notNeeded";

    /// <summary>True when nothing more will happen by itself soon.</summary>
    public bool Settled => Online || State is "partial" or "rejected" or "cancelled" or "expired" or "manual";
}

/// <summary>Answer of <c>GET /traces</c>, as far as counting needs it.</summary>
public sealed record TracePage(IReadOnlyList<TraceLine> Traces, string? NextCursor);

/// <summary>A trace.</summary>
public sealed record TraceLine(string Id, string Action, string Outcome);

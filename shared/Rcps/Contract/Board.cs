using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>How ready the meeting is.</summary>
public enum BoardState
{
    /// <summary>Something is still under way, and nothing needs anybody.</summary>
    Preparing,

    /// <summary>Every pré-fiche has its answer and every attached study can be shown.</summary>
    Ready,

    /// <summary>
    /// Somebody must act: a study will not come by itself, is late, or an identity is not chosen although the meeting
    /// is near.
    /// </summary>
    Attention,

    /// <summary>A day past.</summary>
    Closed,
    Cancelled,
}

/// <summary>Answer of <c>GET /rcps/{rcpId}</c>: the readiness board.</summary>
public sealed record Board(
    string RcpId,
    DateTimeOffset StartsAt,
    BoardState State,
    BoardCounts Counts,
    IReadOnlyList<BoardPreFiche> Prefiches
);

/// <summary>A pré-fiche on the board.</summary>
/// <param name="PreFicheId">Its id.</param>
/// <param name="Identity">How far its identity is.</param>
/// <param name="Candidates">Candidates found.</param>
/// <param name="Studies">Attached studies, newest first.</param>
public sealed record BoardPreFiche(
    string PreFicheId,
    IdentityState Identity,
    int Candidates,
    IReadOnlyList<BoardStudy> Studies
);

/// <summary>An attached study on the board; also the answer of <c>PUT …/studies/{studyUid}</c>.</summary>
/// <param name="StudyUid">DICOM UID.</param>
/// <param name="StartedAt">When it was made, or null.</param>
/// <param name="Modalities">Such as <c>CT</c>.</param>
/// <param name="Description">As recorded, or null.</param>
/// <param name="Structure">Where it is kept, or null.</param>
/// <param name="Origin">By the user or by a rule.</param>
/// <param name="State">How far it is.</param>
/// <param name="Progress">0 to 1, or null where it cannot be known.</param>
/// <param name="Instances">On the central server.</param>
/// <param name="Expected">That it should have, or null.</param>
/// <param name="Attempts">Orders placed.</param>
/// <param name="NextCheckAt">When it is looked at again, or null.</param>
/// <param name="ReasonCode">Stable code, or null.</param>
/// <param name="Reason">French, or null.</param>
public sealed record BoardStudy(
    string StudyUid,
    DateTimeOffset? StartedAt,
    IReadOnlyList<string> Modalities,
    string? Description,
    BoardStructure? Structure,
    StudyOrigin Origin,
    RepatriationState State,
    double? Progress,
    int Instances,
    int? Expected,
    int Attempts,
    DateTimeOffset? NextCheckAt,
    string? ReasonCode,
    string? Reason
)
{
    public static BoardStudy From(AttachedStudy attached, Repatriation way) =>
        new(
            attached.StudyUid,
            attached.StartedAt,
            attached.Modalities,
            attached.Description,
            BoardStructure.From(attached),
            attached.Origin,
            way.State,
            way.Progress,
            way.Central,
            way.Expected,
            way.Orders,
            way.NextAt,
            ReasonText.Code(way.Reason),
            ReasonText.French(way)
        );

    /// <summary>One that was attached before the pré-fiche's patient was corrected.</summary>
    public static BoardStudy InConflict(AttachedStudy attached, Repatriation way) =>
        From(attached, way.InConflict()) with
        {
            Reason = ReasonText.PatientCorrected,
        };
}

/// <summary>An establishment; <paramref name="Finess"/> is null where the site gave but its name.</summary>
public sealed record BoardStructure(string? Finess, string? Name)
{
    public static BoardStructure? From(AttachedStudy study) =>
        study.Finess is null && study.Site is null ? null : new BoardStructure(study.Finess, study.Site);
}

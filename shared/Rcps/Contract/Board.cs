using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>How ready the meeting is.</summary>
public enum BoardState
{
    /// <summary>Something is still under way, and nothing needs anybody.</summary>
    Preparing,

    /// <summary>
    /// Every pré-fiche has its identity and studies, and every attached study can be shown. One for which nothing was
    /// found is not ready: somebody must know of it.
    /// </summary>
    Ready,

    /// <summary>
    /// Somebody must act: a study will not come by itself, is late, or a pré-fiche has no identity or no study although
    /// the meeting is near.
    /// </summary>
    Attention,

    /// <summary>A day past.</summary>
    Closed,
    Cancelled,
}

/// <summary>Answer of <c>GET /rcps/{rcpId}</c>: the readiness board.</summary>
/// <param name="RcpId">The DCC's id of the RCP.</param>
/// <param name="StartsAt">When it begins, in UTC.</param>
/// <param name="State">How ready it is.</param>
/// <param name="Counts">What the state comes of.</param>
/// <param name="Priority">How urgent its orders are.</param>
/// <param name="AutoConfirm">Whether an identity may be confirmed without the user.</param>
/// <param name="Rules">Which earlier studies are proposed or ordered, as they were given.</param>
/// <param name="Prefiches">Those that are not withdrawn.</param>
public sealed record Board(
    string RcpId,
    DateTimeOffset StartsAt,
    BoardState State,
    BoardCounts Counts,
    OrderPriority Priority,
    AutoConfirm AutoConfirm,
    IReadOnlyList<PrefetchRule> Rules,
    IReadOnlyList<BoardPreFiche> Prefiches
);

/// <summary>A pré-fiche on the board.</summary>
/// <param name="Identity">How far its identity is.</param>
/// <param name="Studies">Attached studies, newest first.</param>
/// <param name="PreFicheId">The DCC's id of the pré-fiche.</param>
/// <param name="Candidates">Number of candidates found, 0 or more.</param>
/// <param name="ReasonCode">Why the pré-fiche itself is not ready: <c>searching</c>, <c>awaitingChoice</c>,
/// <c>noIdentityFound</c>, <c>noneOfThese</c>, <c>searchIncomplete</c>, <c>kryptonUnavailable</c>, <c>noImaging</c> or
/// <c>nothingAttached</c>; null where only its studies may not be ready.</param>
/// <param name="Reason">The same in French, or null.</param>
/// <param name="Since">Since when Krypton has not answered, in UTC, or null.</param>
/// <param name="NextAttemptAt">When Krypton is asked again by itself, in UTC, or null where it is not.</param>
public sealed record BoardPreFiche(
    string PreFicheId,
    IdentityState Identity,
    int Candidates,
    IReadOnlyList<BoardStudy> Studies,
    string? ReasonCode,
    string? Reason,
    DateTimeOffset? Since,
    DateTimeOffset? NextAttemptAt
);

/// <summary>An attached study on the board; also the answer of <c>PUT …/studies/{studyUid}</c>.</summary>
/// <param name="Origin">By the user or by a rule.</param>
/// <param name="State">How far it is.</param>
/// <param name="StudyUid">DICOM study instance UID, at most 64 characters.</param>
/// <param name="StartedAt">When it was made, in UTC; midnight where the site sent a day alone; null where it sent
/// none.</param>
/// <param name="Modalities">DICOM modalities such as <c>CT</c>; may be empty.</param>
/// <param name="Description">Study description as recorded, or null.</param>
/// <param name="Structure">The establishment that made it, or null where it is not known.</param>
/// <param name="Progress">Share of its instances on the central server, 0 to 1, or null where it cannot be
/// known.</param>
/// <param name="Instances">Number of instances on the central server.</param>
/// <param name="Expected">Number of instances that it should have, or null where nobody knows.</param>
/// <param name="Attempts">Number of orders placed.</param>
/// <param name="NextCheckAt">When it is looked at again, in UTC, or null.</param>
/// <param name="ReasonCode">Why it is in this state, as a stable code, or null.</param>
/// <param name="Reason">The same as a sentence for the user, or null.</param>
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
/// <param name="Finess">Its number, nine characters, or null where it is not known.</param>
/// <param name="Name">Its name as Krypton lists it, else as the images say it, or null.</param>
public sealed record BoardStructure(string? Finess, string? Name)
{
    public static BoardStructure? From(AttachedStudy study) =>
        study.Finess is null && study.Site is null ? null : new BoardStructure(study.Finess, study.Site);
}

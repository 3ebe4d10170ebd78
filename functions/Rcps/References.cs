namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// Input of <see cref="RcpPrefetch"/> and its activities. Inputs hold opaque ids only: traits stay in the tables.
/// </summary>
/// <param name="RcpId">The meeting.</param>
/// <param name="IsResumed">True where the orchestration continues as new; false where it begins, and finds what an
/// earlier one may have left.</param>
/// <param name="CountAt">When a count is owed, where it continues as new.</param>
public sealed record RcpReference(string RcpId, bool IsResumed = false, DateTimeOffset? CountAt = null);

/// <summary>Input of <see cref="PreFichePrefetch"/> and its activities.</summary>
public sealed record PreFicheReference(string RcpId, string PreFicheId);

/// <summary>Input of <see cref="StudyRepatriation"/> and its activities.</summary>
public sealed record StudyReference(string RcpId, string StudyUid);

namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>How far the transfer of a study to the central server is, as the board says it.</summary>
public enum RepatriationState
{
    /// <summary>Wanted; ordered, or about to be.</summary>
    Requested,

    /// <summary>Krypton has taken the order.</summary>
    Accepted,

    /// <summary>Images are arriving, or have arrived and are being verified.</summary>
    InProgress,

    /// <summary>On the central server with all its instances, seen at two checks.</summary>
    Completed,

    /// <summary>
    /// On the central server, the same at two checks, but nobody knows how many instances it should have.
    /// </summary>
    CompletedUnverified,

    /// <summary>Some instances are missing, after a second order too.</summary>
    Partial,

    /// <summary>Nothing arrived; ordered again by the retry schedule while that lasts.</summary>
    Failed,

    /// <summary>Krypton refuses the order; not repeated.</summary>
    Rejected,

    /// <summary>No longer wanted; the order was taken back.</summary>
    Cancelled,

    /// <summary>Not there when the RCP began.</summary>
    Expired,

    /// <summary>Somebody must act: the site must load the study, or the identity must be cleared up.</summary>
    Manual,

    /// <summary>It was on the central server already.</summary>
    NotNeeded,
}

/// <summary>What the orchestration does next about a study.</summary>
public enum NextStep
{
    /// <summary>Place the order, or a new one.</summary>
    Order,

    /// <summary>Look at the Task and at the central server.</summary>
    Check,

    /// <summary>Nothing more.</summary>
    End,
}

/// <summary>
/// Why a study is in its state: a stable code on the board, with a French sentence for the clinician.
/// </summary>
public enum RepatriationReason
{
    None,
    AwaitingOrder,
    KryptonUnavailable,
    Verifying,
    OfflineAtSite,
    UnavailableAtSite,
    StudyUnknown,
    StudyIdentityConflict,
    TransferFailed,
    CompletedEmpty,
    OrderLost,
    MissingInstances,
    PurgedFromCentral,
    LateSeries,
    RefusedByKrypton,
    DestinationUnknown,
    Withdrawn,
    RcpCancelled,
    RcpStarted,

    /// <summary>Shown only: the order runs, and no image has come for long.</summary>
    TransferStalled,

    /// <summary>Shown only: on its way, and the RCP is about to begin.</summary>
    Late,
}

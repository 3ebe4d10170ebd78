namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>What the platform's index says of a study.</summary>
public enum IndexedAs
{
    /// <summary>Krypton did not answer.</summary>
    Unknown,

    /// <summary>The index does not know the study.</summary>
    Missing,

    /// <summary>At a site or on the central server, and can be transferred.</summary>
    Transferable,

    /// <summary>Stored where somebody must load it by hand.</summary>
    Offline,

    /// <summary>Known, but cannot be had.</summary>
    Unavailable,
}

/// <summary>What Krypton says of an order.</summary>
public enum OrderedAs
{
    /// <summary>Krypton did not answer, or nothing was asked.</summary>
    Unknown,
    Requested,
    Accepted,
    InProgress,
    Completed,
    Failed,
    Rejected,
    Cancelled,

    /// <summary>Krypton has no such Task.</summary>
    Lost,
}

/// <summary>
/// What was seen of a study at one moment: index, central server, Task. Null and unknown mean that Krypton did not
/// answer, never that nothing is there.
/// </summary>
public sealed record StudyObservation
{
    public IndexedAs Index { get; init; } = IndexedAs.Unknown;

    /// <summary>Instances by the index, or null where it does not say.</summary>
    public int? Expected { get; init; }

    /// <summary>Instances on the central server; 0: not there; null: Krypton did not answer.</summary>
    public int? Central { get; init; }

    /// <summary>
    /// The study is on the central server, which does not say with how many instances, nor can they be counted:
    /// <see cref="Central"/> is 1 and means 'at least'.
    /// </summary>
    public bool Uncounted { get; init; }

    public OrderedAs Task { get; init; } = OrderedAs.Unknown;

    /// <summary>The Task's reason code where Krypton gave one.</summary>
    public string? TaskReason { get; init; }

    /// <summary>
    /// The patient was corrected since the study was attached, or its own name, birth date or sex contradict the chosen
    /// identity.
    /// </summary>
    public bool IdentityConflict { get; init; }
}

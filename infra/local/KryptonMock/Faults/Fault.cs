using KryptonMock.Http;

namespace KryptonMock.Faults;

/// <summary>
/// What goes wrong, when, how often. Posted to <c>/__krypton/faults</c>, or given to
/// <see cref="KryptonMockServer.Inject"/>.
/// </summary>
public sealed record Fault
{
    /// <summary>Given by the mock; takes the fault back with <c>DELETE /__krypton/faults/{id}</c>.</summary>
    public string? Id { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>
    /// The kind of call it strikes; null: any. Faults of an order's course and of notifications strike orders whatever
    /// stands here.
    /// </summary>
    public CallType? Call { get; init; }

    /// <summary>The study it strikes; null: any, and calls without a study.</summary>
    public string? StudyUid { get; init; }

    /// <summary>How often it strikes, then it is gone. Default null: always.</summary>
    public int? Times { get; init; }

    /// <summary>The share of calls it strikes, 0 to 1. Default 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>HTTP status of <see cref="FaultKind.Status"/>. Default 503.</summary>
    public int Status { get; init; } = 503;

    /// <summary><c>Retry-After</c> of <see cref="FaultKind.Status"/>, in seconds; null: none.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>
    /// Length of a latency (its median where <see cref="Sigma"/> is above 0) or of a notification's delay. Default
    /// 1000.
    /// </summary>
    public double Milliseconds { get; init; } = 1000;

    /// <summary>Spread of a lognormal latency. Default 0: fixed.</summary>
    public double Sigma { get; init; }

    /// <summary>
    /// The share of the instances that arrive, of partial, shrinking and never-ending transfers. Default 0.5.
    /// </summary>
    public double Fraction { get; init; } = 0.5;
}

/// <summary>The kinds of fault.</summary>
public enum FaultKind
{
    /// <summary>Answers late.</summary>
    Latency,

    /// <summary>Answers with <see cref="Fault.Status"/>.</summary>
    Status,

    /// <summary>Does not answer until the mock stops.</summary>
    TimeOut,

    /// <summary>The answer ends in the middle.</summary>
    BrokenJson,

    /// <summary>HTML, status 200, as a proxy's login page.</summary>
    WrongContentType,

    /// <summary>An answer over 6 MiB.</summary>
    Oversized,

    /// <summary>The link to the next page leads to another host.</summary>
    ForeignNextLink,

    /// <summary>The link to the next page leads to the same page for ever.</summary>
    CyclicNextLink,

    /// <summary>The order is rejected: destination unknown.</summary>
    Rejected,

    /// <summary>The order fails, nothing moved.</summary>
    Failed,

    /// <summary>'Completed' with no instance.</summary>
    EmptyCompletion,

    /// <summary>Completed in part, and says so.</summary>
    Partial,

    /// <summary>Completed in part, but claims all.</summary>
    SilentPartial,

    /// <summary>Complete at first; half a duration later instances are gone from the central server.</summary>
    Shrinking,

    /// <summary>In progress for ever.</summary>
    NeverFinishing,

    /// <summary>Each notification comes twice.</summary>
    NotifyTwice,

    /// <summary>Notifications come late.</summary>
    NotifyLate,

    /// <summary>A notification comes before the order's answer.</summary>
    NotifyEarly,

    /// <summary>Notifications are signed with another key.</summary>
    NotifyWrongSignature,

    /// <summary>No notification comes.</summary>
    NotifyNever,
}

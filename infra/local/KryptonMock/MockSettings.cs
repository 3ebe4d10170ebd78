namespace KryptonMock;

/// <summary>
/// What may change while the mock runs: <c>GET</c> and <c>PUT /__krypton/settings</c>, or
/// <see cref="KryptonMockServer.Settings"/>.
/// </summary>
public sealed record MockSettings
{
    /// <summary>From order to completion, in seconds. Default 3.</summary>
    public double RepatriationSeconds { get; init; } = 3;

    /// <summary>Lifetime of an access token, in seconds. Default 300.</summary>
    public int TokenSeconds { get; init; } = 300;

    /// <summary>
    /// Time to answer any call but the viewer's and the administration's, in milliseconds: the median where
    /// <see cref="LatencySigma"/> is above 0. Default 0.
    /// </summary>
    public double LatencyMilliseconds { get; init; }

    /// <summary>Spread of a lognormal latency (standard deviation of its logarithm). Default 0: fixed.</summary>
    public double LatencySigma { get; init; }

    /// <summary>Calls a second over which 429 with <c>Retry-After: 1</c> is answered. Default null: no limit.</summary>
    public int? CallsPerSecond { get; init; }

    public SearchTraits Search { get; init; } = new();

    public QidoTraits Qido { get; init; } = new();

    public AuditTraits Audit { get; init; } = new();

    public NotificationTraits Notifications { get; init; } = new();
}

/// <summary>How the platform at hand searches patients.</summary>
public sealed record SearchTraits
{
    /// <summary>
    /// Whether a comma separates alternatives; otherwise such a search is refused with 400. Default true.
    /// </summary>
    public bool OrLists { get; init; } = true;

    /// <summary>Names match whole, not from their start. Default false.</summary>
    public bool ExactNames { get; init; }

    /// <summary>The most records of a page, and the default. Default 50.</summary>
    public int PageCap { get; init; } = 50;

    /// <summary>
    /// Parameters that the platform passes over in silence; the self link leaves them out. Default none.
    /// </summary>
    public IReadOnlyList<string> IgnoredParameters { get; init; } = [];

    /// <summary>How it is said that nobody was found. Default: an empty Bundle.</summary>
    public NobodyFound NobodyFound { get; init; }
}

/// <summary>What a platform answers to a search that finds nobody.</summary>
public enum NobodyFound
{
    /// <summary>200 with an empty Bundle.</summary>
    Bundle,

    /// <summary>404 with an OperationOutcome <c>not-found</c>, as PDQm allows.</summary>
    Outcome,

    /// <summary>404 with nothing that is FHIR: also what any wrong address answers.</summary>
    Bare,
}

/// <summary>How the platform takes AuditEvents.</summary>
public sealed record AuditTraits
{
    /// <summary>
    /// The search parameters that <c>If-None-Exist</c> may name; others are refused with 400. Default null: any. R4 has
    /// no <c>identifier</c> of an AuditEvent.
    /// </summary>
    public IReadOnlyList<string>? SearchParameters { get; init; }

    /// <summary>200 with a web page, and nothing kept. Default false.</summary>
    public bool IsWebPage { get; init; }
}

/// <summary>When the platform reports a repatriation.</summary>
public sealed record NotificationTraits
{
    /// <summary>Where to, or null for none. Default null.</summary>
    public string? Target { get; init; }

    /// <summary>Every change of state, not the last only. Default false.</summary>
    public bool EveryChange { get; init; }
}

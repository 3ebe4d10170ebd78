namespace KryptonFunctions.Traces;

/// <summary>
/// Which traces an auditor asks for: those of one patient, one user or one RCP over a period, or those of a day.
/// </summary>
public abstract record TraceQuery
{
    private TraceQuery() { }

    /// <summary>The longest period of one question.</summary>
    public static readonly TimeSpan MaxPeriod = TimeSpan.FromDays(366);

    /// <summary>From this instant on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to this instant; at most <see cref="MaxPeriod"/> after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>1 to 200.</summary>
    public required int Limit { get; init; }

    /// <summary>The cursor of the page before, or null.</summary>
    public string? Cursor { get; init; }

    /// <summary>By Krypton's ids of one person's records: what concerns one of them, and what showed it.</summary>
    public sealed record OfPatient(params IReadOnlyList<string> Records) : TraceQuery;

    public sealed record OfUser(string User) : TraceQuery;

    public sealed record OfRcp(string RcpId) : TraceQuery;

    /// <summary>The day (UTC) of <see cref="From"/>; all actions where none is named.</summary>
    public sealed record OfDay(TraceAction? Action) : TraceQuery;
}

/// <summary>A page of traces, newest first.</summary>
/// <param name="Traces">At most as many as asked for, less those that are missing.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
/// <param name="Missing">Traces that should stand here and are gone or cannot be read: 0, unless somebody tampered with
/// them.</param>
public sealed record TracePage(IReadOnlyList<Trace> Traces, string? NextCursor, int Missing);

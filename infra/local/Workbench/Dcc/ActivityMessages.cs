namespace Workbench.Dcc;

/// <summary>Answer of <c>GET /activity</c>, as far as the workbench reads it.</summary>
public sealed record ActivityFigures(
    string From,
    string To,
    IReadOnlyList<ActivityRow> Months,
    IReadOnlyList<ActivityRow> Sites,
    IReadOnlyList<ActivityRow> Departments,
    IReadOnlyList<UnusualVolume> Unusual
);

/// <summary>The figures of one month, establishment or département.</summary>
public sealed record ActivityRow(
    string Key,
    int Searches,
    int PrefetchSearches,
    int LinksIssued,
    int LinksOpened,
    int Orders,
    int Repatriations,
    int AlreadyOnline,
    int Failures,
    int Meetings,
    int MeetingsReady,
    int StudiesAtMeeting,
    int ReadyAtMeeting,
    int Refusals,
    int? MedianSeconds = null,
    int? NinetiethSeconds = null
);

/// <summary>Many searches of one user in one day.</summary>
public sealed record UnusualVolume(DateOnly Day, string User, int Searches);

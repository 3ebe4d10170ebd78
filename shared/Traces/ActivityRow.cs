namespace KryptonFunctions.Traces;

/// <summary>The figures of an <see cref="ActivityRow"/> that count traces, by the names of its counts.</summary>
internal enum ActivityFigure
{
    Searches,
    PrefetchSearches,
    CandidatesRead,
    LinksIssued,
    LinksOpened,
    Attached,
    Orders,
    Repatriations,
    AlreadyOnline,
    Failures,
    Meetings,
    Refusals,
}

/// <summary>The counts of one month, RCP, organisation, producing establishment or département.</summary>
/// <param name="Key">The month, the RCP id, the FINESS or the two characters of the département.</param>
/// <param name="Searches">Identity searches by users that succeeded.</param>
/// <param name="PrefetchSearches">Identity searches that the prefetch made for an RCP.</param>
/// <param name="CandidatesRead">Times that users looked at what the prefetch had found; nothing was searched.</param>
/// <param name="LinksIssued">Viewer links given.</param>
/// <param name="LinksOpened">Viewer links opened.</param>
/// <param name="Attached">Studies attached to a pré-fiche.</param>
/// <param name="Orders">Repatriations ordered.</param>
/// <param name="Repatriations">Studies that a transfer brought to the central server, seen there.</param>
/// <param name="AlreadyOnline">Studies that were there already: nothing was ordered.</param>
/// <param name="Failures">
/// Times that a transfer ended otherwise: failed, refused, partial, too late for the meeting, or left to people. One
/// that is retried and arrives counts here and among the repatriations.
/// </param>
/// <param name="MedianSeconds">From order to verified on the central server, of half of the repatriations at most; null
/// where there are none.</param>
/// <param name="NinetiethSeconds">The same of nine in ten, or null.</param>
/// <param name="Meetings">RCPs that began.</param>
/// <param name="MeetingsReady">Those of them whose board then said ready.</param>
/// <param name="StudiesAtMeeting">Their attached studies.</param>
/// <param name="ReadyAtMeeting">Those of the studies that could then be shown.</param>
/// <param name="ShareReady">The share of these, 0 to 1, or null where there were none.</param>
/// <param name="Refusals">Accesses refused, by role, care context or limit; repeated ones once a minute.</param>
public sealed record ActivityRow(
    string Key,
    int Searches,
    int PrefetchSearches,
    int CandidatesRead,
    int LinksIssued,
    int LinksOpened,
    int Attached,
    int Orders,
    int Repatriations,
    int AlreadyOnline,
    int Failures,
    int? MedianSeconds,
    int? NinetiethSeconds,
    int Meetings,
    int MeetingsReady,
    int StudiesAtMeeting,
    int ReadyAtMeeting,
    double? ShareReady,
    int Refusals
)
{
    /// <summary>Counts events.</summary>
    internal static ActivityRow From(string key, IReadOnlyList<ActivityEvent> events)
    {
        var counts = events.Select(e => e.Figure).OfType<ActivityFigure>().CountBy(figure => figure).ToDictionary();
        var meetings = events.Where(e => e.Figure == ActivityFigure.Meetings).ToList();
        var (studies, online) = (meetings.Sum(m => m.Studies), meetings.Sum(m => m.Online));
        int[] delays =
        [
            .. events.Where(e => e.Figure == ActivityFigure.Repatriations).Select(e => e.Seconds).OfType<int>().Order(),
        ];
        return new ActivityRow(
            key,
            Count(ActivityFigure.Searches),
            Count(ActivityFigure.PrefetchSearches),
            Count(ActivityFigure.CandidatesRead),
            Count(ActivityFigure.LinksIssued),
            Count(ActivityFigure.LinksOpened),
            Count(ActivityFigure.Attached),
            Count(ActivityFigure.Orders),
            Count(ActivityFigure.Repatriations),
            Count(ActivityFigure.AlreadyOnline),
            Count(ActivityFigure.Failures),
            Percentile(delays, 0.5),
            Percentile(delays, 0.9),
            Count(ActivityFigure.Meetings),
            meetings.Count(m => m.Ready),
            studies,
            online,
            studies == 0 ? null : Math.Round((double)online / studies, 4),
            Count(ActivityFigure.Refusals)
        );

        int Count(ActivityFigure figure) => counts.GetValueOrDefault(figure);
    }

    /// <summary>The nearest rank: the smallest delay that this share of all does not exceed.</summary>
    private static int? Percentile(int[] ordered, double share) =>
        ordered.Length == 0 ? null : ordered[(int)Math.Ceiling(share * ordered.Length) - 1];
}
